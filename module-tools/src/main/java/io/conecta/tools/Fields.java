package io.conecta.tools;

import java.time.Duration;
import jdk.jfr.consumer.RecordedEvent;
import org.jspecify.annotations.Nullable;

/** The fields of an event. Those that another version of the pool does not write read as null, zero and false. */
record Fields(RecordedEvent event) {
    @Nullable
    String text(String field) {
        return event.hasField(field) ? event.getString(field) : null;
    }

    boolean flag(String field) {
        return event.hasField(field) && event.getBoolean(field);
    }

    int number(String field) {
        return event.hasField(field) ? event.getInt(field) : 0;
    }

    long total(String field) {
        return event.hasField(field) ? event.getLong(field) : 0;
    }

    Duration time(String field) {
        return event.hasField(field) ? event.getDuration(field) : Duration.ZERO;
    }
}

package io.conecta.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import jdk.jfr.Timespan;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/events.md} has every event and every field, as the code declares them. Run with {@code -Dconecta.docs=write} to bring the page
 * up to date. Reads annotations only: asking the recorder would start it, for all tests that follow.
 */
@DisplayName("docs/events.md")
class EventsDocTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "events.md");
    private static final String BEGIN = "<!-- events -->\n";
    private static final String END = "<!-- end -->\n";

    @Test
    void hasEveryEventAndEveryField() throws IOException {
        String page = Files.readString(DOCUMENT);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        String expected = generated();
        if ("write".equals(System.getProperty("conecta.docs"))) {
            Files.writeString(DOCUMENT, page.substring(0, begin) + expected + page.substring(end));
            return;
        }
        assertThat(page.substring(begin, end)).isEqualTo(expected);
    }

    @Test
    void everyEventAndEveryFieldIsDescribed() {
        assertThat(events()).hasSize(9);
        assertThat(events().flatMap(event -> Stream.concat(Stream.of(event), fields(event))))
                .allSatisfy(each -> {
                    assertThat(each.getAnnotation(Label.class))
                            .as(each.toString())
                            .isNotNull();
                    assertThat(each.getAnnotation(Description.class))
                            .as(each.toString())
                            .isNotNull();
                });
    }

    private static Stream<Class<?>> events() {
        return Arrays.stream(FlightEvents.class.getDeclaredClasses())
                .filter(type -> type.isAnnotationPresent(Name.class))
                .sorted(Comparator.comparing(EventsDocTest::name));
    }

    /** The fields, with those that all events have first. */
    private static Stream<Field> fields(Class<?> event) {
        return Stream.of(Objects.requireNonNull(event.getSuperclass()), event)
                .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                .filter(field -> !field.isSynthetic() && !Modifier.isStatic(field.getModifiers()))
                .filter(field -> field.isAnnotationPresent(Label.class));
    }

    private static String generated() {
        StringBuilder text = new StringBuilder();
        events().forEach(event -> {
            text.append("\n## ").append(name(event)).append("\n\n");
            text.append(description(event)).append(". ").append(settings(event)).append("\n\n");
            text.append("| field | type | meaning |\n| --- | --- | --- |\n");
            fields(event)
                    .forEach(field -> text.append("| `")
                            .append(field.getName())
                            .append("` | ")
                            .append(type(field))
                            .append(" | ")
                            .append(description(field))
                            .append(" |\n"));
        });
        return text.append("\n").toString();
    }

    private static String name(Class<?> event) {
        return event.getAnnotation(Name.class).value();
    }

    private static String description(AnnotatedElement element) {
        Description description = element.getAnnotation(Description.class);
        return description == null ? "" : description.value();
    }

    private static String settings(Class<?> event) {
        StackTrace trace = event.getAnnotation(StackTrace.class);
        Threshold threshold = event.getAnnotation(Threshold.class);
        Period period = event.getAnnotation(Period.class);
        String when = period != null
                ? "Written every " + period.value()
                : threshold != null ? "Written if it took " + threshold.value() + " or longer" : "Always written";
        return when + (trace != null && !trace.value() ? ", without a stack trace." : ", with a stack trace.");
    }

    private static String type(Field field) {
        if (field.isAnnotationPresent(Timespan.class)) {
            assertThat(field.getAnnotation(Timespan.class).value()).isEqualTo(Timespan.MILLISECONDS);
            return "time, in ms";
        }
        return List.of(String.class, boolean.class).contains(field.getType())
                ? field.getType() == String.class ? "text" : "yes or no"
                : "number";
    }
}

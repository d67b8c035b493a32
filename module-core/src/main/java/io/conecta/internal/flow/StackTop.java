package io.conecta.internal.flow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a call is, in one line: the first frame that is not the JDK's. */
final class StackTop {
    private StackTop() {}

    static @Nullable StackTraceElement of(List<StackTraceElement> stack) {
        for (StackTraceElement frame : stack) {
            String type = frame.getClassName();
            if (!type.startsWith("java.") && !type.startsWith("jdk.") && !type.startsWith("sun.")) {
                return frame;
            }
        }
        return null;
    }
}

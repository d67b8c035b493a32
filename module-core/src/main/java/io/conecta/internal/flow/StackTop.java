package io.conecta.internal.flow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a call is, in one line: the first frame that is not the JDK's. */
final class StackTop {
    private StackTop() {}

    /** {@return a frame without its class loader and module} */
    static String text(StackTraceElement frame) {
        String file = frame.getFileName() == null ? "Unknown Source" : frame.getFileName();
        return frame.getClassName() + "." + frame.getMethodName() + "(" + file
                + (frame.getLineNumber() < 0 ? "" : ":" + frame.getLineNumber()) + ")";
    }

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

package io.conecta.it.osgi;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.stream.Stream;

/** Calls a service whose types only the container knows, by the names of its methods. */
record ServiceView(Object service) {
    /** Calls methods without parameters, each on the result of the one before, and {@return the last result} */
    Object get(String... methods) {
        Object result = service;
        try {
            for (String method : methods) {
                result = call(result, method);
            }
        } catch (ReflectiveOperationException wrong) {
            throw new LinkageError(wrong.getMessage(), wrong);
        }
        return result;
    }

    /** Calls a method and {@return its result} */
    static Object call(Object target, String name, Object... arguments) throws ReflectiveOperationException {
        Method method = Stream.concat(Stream.of(target.getClass()), interfaces(target.getClass()))
                .flatMap(type -> Stream.of(type.getMethods()))
                .filter(candidate -> candidate.getName().equals(name)
                        && candidate.getParameterCount() == arguments.length
                        && candidate.canAccess(target))
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException(name + " of " + target.getClass()));
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        }
    }

    private static Stream<Class<?>> interfaces(Class<?> type) {
        Stream<Class<?>> own =
                Stream.of(type.getInterfaces()).flatMap(each -> Stream.concat(Stream.of(each), interfaces(each)));
        return type.getSuperclass() == null ? own : Stream.concat(own, interfaces(type.getSuperclass()));
    }
}

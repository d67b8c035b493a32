package io.conecta.processor.model;

import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;

/**
 * An interface of what is pooled, whose methods borrow for each call.
 *
 * @param type the interface, with the type arguments that the pooled class gives it
 * @param methods what a class must have to implement it, but for the methods that every object has
 */
public record Facade(DeclaredType type, List<Method> methods) {
    /** The attribute of {@code @Pooled} that asks for one. */
    public static final String ATTRIBUTE = "facade";

    /**
     * A method of the interface.
     *
     * @param element where it is declared
     * @param signature its types, as the pooled class sees them
     * @param thrown what it may throw; less than the declaration says, where another interface has the same method
     * @param ends whether it would end an object, so that it is not passed on
     */
    public record Method(ExecutableElement element, ExecutableType signature, List<TypeMirror> thrown, boolean ends) {
        /** {@return its name} */
        public String name() {
            return element.getSimpleName().toString();
        }

        /** {@return every type that its declaration mentions} */
        public Stream<TypeMirror> mentioned() {
            return Stream.of(
                            Stream.of(signature.getReturnType()),
                            signature.getParameterTypes().stream(),
                            thrown.stream(),
                            signature.getTypeVariables().stream().map(TypeVariable::getUpperBound))
                    .flatMap(types -> types);
        }
    }
}

package io.conecta.processor.model;

import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;

/**
 * By what objects are asked for: one parameter of their creator, or several, for which there is a record.
 *
 * @param parts the parameters with {@code @Key}, at least one
 */
public record Key(List<Parameter> parts) {
    /** {@return whether a record is generated} */
    public boolean isRecord() {
        return parts.size() > 1;
    }

    /** {@return whether a parameter is the key or a part of it} */
    public static boolean is(VariableElement parameter) {
        return Mirrors.has(parameter, Mirrors.KEY);
    }

    /** {@return how many parameters of what creates the objects are keys} */
    public static int count(Element annotated) {
        return creators(annotated)
                .mapToInt(creator ->
                        (int) creator.getParameters().stream().filter(Key::is).count())
                .max()
                .orElse(0);
    }

    /** What may create the objects: a pooled method itself; of a class, what has {@code @New}, else its constructors. */
    private static Stream<ExecutableElement> creators(Element annotated) {
        if (annotated instanceof ExecutableElement method) {
            return Stream.of(method);
        }
        List<ExecutableElement> marked = annotated.getEnclosedElements().stream()
                .filter(member -> Mirrors.has(member, Role.NEW.annotationName()))
                .filter(member -> member.getKind() == ElementKind.CONSTRUCTOR || member.getKind() == ElementKind.METHOD)
                .map(member -> (ExecutableElement) member)
                .toList();
        return marked.isEmpty()
                ? ElementFilter.constructorsIn(annotated.getEnclosedElements()).stream()
                : marked.stream();
    }
}

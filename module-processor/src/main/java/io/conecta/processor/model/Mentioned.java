package io.conecta.processor.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import org.jspecify.annotations.Nullable;

/** Everything of the user's that generated code mentions, and what is around it. */
final class Mentioned {
    private final Tools tools;
    private final Set<Element> all = new LinkedHashSet<>();

    Mentioned(
            Declaration declaration,
            ExecutableElement creator,
            List<Parameter> parameters,
            @Nullable Facade facade,
            Tools tools) {
        this.tools = tools;
        add(declaration.annotated());
        add(declaration.type());
        add(creator);
        creator.getTypeParameters().forEach(variable -> variable.getBounds().forEach(this::add));
        declaration.hooks().values().forEach(hooks -> hooks.forEach(hook -> add(hook.called())));
        for (Parameter parameter : parameters) {
            add(parameter.type());
            Nullness.all(parameter.element()).forEach(this::add);
            if (parameter.item().parser() != null) {
                all.add(parameter.item().parser());
            }
        }
        if (facade != null) {
            add(facade.type());
            for (Facade.Method method : facade.methods()) {
                add(method.element());
                method.mentioned().forEach(this::add);
                Stream.concat(Stream.of(method.element()), method.element().getParameters().stream())
                        .forEach(element -> Nullness.all(element).forEach(this::add));
            }
        }
    }

    private void add(TypeMirror type) {
        if (type instanceof ArrayType array) {
            add(array.getComponentType());
        } else if (type instanceof WildcardType wildcard) {
            if (wildcard.getExtendsBound() != null) {
                add(wildcard.getExtendsBound());
            }
            if (wildcard.getSuperBound() != null) {
                add(wildcard.getSuperBound());
            }
        } else if (type instanceof DeclaredType declared) {
            add(declared.asElement());
            add(declared.getEnclosingType());
            declared.getTypeArguments().forEach(this::add);
        } else if (type instanceof IntersectionType several) {
            several.getBounds().forEach(this::add);
        }
    }

    private void add(Element element) {
        for (Element at = element; at != null; at = at.getEnclosingElement()) {
            all.add(at);
        }
    }

    /** {@return whether javac may warn that something is deprecated} */
    boolean isDeprecated() {
        return all.stream().anyMatch(tools.elements()::isDeprecated);
    }
}

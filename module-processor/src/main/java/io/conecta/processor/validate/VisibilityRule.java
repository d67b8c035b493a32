package io.conecta.processor.validate;

import io.conecta.processor.model.Declaration;
import io.conecta.processor.model.Hook;
import io.conecta.processor.model.Tools;
import javax.lang.model.element.Element;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;

/** Generated code must see every type that it has to name. */
final class VisibilityRule implements Rule {
    private final Tools tools;

    VisibilityRule(Tools tools) {
        this.tools = tools;
    }

    @Override
    public void check(Declaration declaration, Problems problems) {
        Hook creator = declaration.creator();
        if (creator == null) {
            return;
        }
        for (VariableElement parameter : creator.called().getParameters()) {
            check(declaration, creator, parameter, parameter.asType(), problems);
        }
        for (var variable : creator.called().getTypeParameters()) {
            for (TypeMirror bound : variable.getBounds()) {
                check(declaration, creator, variable, bound, problems);
            }
        }
        if (declaration.isMethod()) {
            check(declaration, creator, declaration.annotated(), declaration.type(), problems);
        }
    }

    private void check(Declaration declaration, Hook creator, Element at, TypeMirror type, Problems problems) {
        if (type instanceof ArrayType array) {
            check(declaration, creator, at, array.getComponentType(), problems);
        } else if (type instanceof WildcardType wildcard) {
            if (wildcard.getExtendsBound() != null) {
                check(declaration, creator, at, wildcard.getExtendsBound(), problems);
            }
            if (wildcard.getSuperBound() != null) {
                check(declaration, creator, at, wildcard.getSuperBound(), problems);
            }
        } else if (type instanceof DeclaredType declared) {
            if (!tools.isVisible(declared.asElement(), declaration.names().packageName())) {
                problems.at(
                        at,
                        Problem.HIDDEN_TYPE,
                        declaration.isMethod() ? "Pooled" : "New",
                        Signatures.of(creator.declared()),
                        packageName(declaration),
                        Signatures.of(tools.types().erasure(declared)));
            }
            for (TypeMirror argument : declared.getTypeArguments()) {
                check(declaration, creator, at, argument, problems);
            }
        }
    }

    private static String packageName(Declaration declaration) {
        String name = declaration.names().packageName();
        return name.isEmpty() ? "(unnamed)" : name;
    }
}

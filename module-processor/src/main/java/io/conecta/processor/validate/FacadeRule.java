package io.conecta.processor.validate;

import io.conecta.processor.model.Declaration;
import io.conecta.processor.model.Facade;
import io.conecta.processor.model.FacadeReader;
import io.conecta.processor.model.Tools;
import java.util.List;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;

/** A façade must be an interface of what is pooled that generated code can implement. */
final class FacadeRule implements Rule {
    private final Tools tools;

    FacadeRule(Tools tools) {
        this.tools = tools;
    }

    @Override
    public void check(Declaration declaration, Problems problems) {
        if (!(FacadeReader.named(declaration.pooled()) instanceof TypeMirror named)) {
            return;
        }
        String name = Signatures.of(named);
        String kind = whyNoInterface(named);
        if (!kind.isEmpty()) {
            at(declaration, problems, Problem.FACADE_KIND, name, kind, declaration.typeName());
            return;
        }
        TypeElement type = (TypeElement) ((DeclaredType) named).asElement();
        DeclaredType implemented = new FacadeReader(tools).implemented(declaration.type(), type);
        if (implemented == null) {
            at(declaration, problems, Problem.FACADE_FOREIGN, name, declaration.typeName());
        } else if (type.getModifiers().contains(Modifier.SEALED)) {
            at(declaration, problems, Problem.FACADE_SEALED, name);
        } else if (!tools.isVisible(type, declaration.names().packageName())) {
            at(declaration, problems, Problem.FACADE_HIDDEN, name, packageName(declaration));
        } else if (isOpen(implemented, declaration.type())) {
            at(declaration, problems, Problem.FACADE_OPEN, name, Signatures.of(implemented));
        } else {
            checkMethods(declaration, name, problems);
        }
    }

    private static String whyNoInterface(TypeMirror named) {
        if (!(named instanceof DeclaredType declared)) {
            return Signatures.article(Signatures.of(named));
        }
        ElementKind kind = declared.asElement().getKind();
        return switch (kind) {
            case INTERFACE -> "";
            case ANNOTATION_TYPE -> "an annotation";
            case ENUM -> "an enum";
            case RECORD -> "a record";
            default -> "a class";
        };
    }

    /** Whether no class can implement the interface as it is: a wildcard of what is pooled is one of the interface's, or part of one. */
    private boolean isOpen(DeclaredType implemented, TypeMirror pooled) {
        return implemented.getTypeArguments().stream().anyMatch(argument -> argument.getKind() == TypeKind.WILDCARD)
                || !tools.types().isSubtype(pooled, implemented);
    }

    private void checkMethods(Declaration declaration, String name, Problems problems) {
        Facade facade = new FacadeReader(tools).read(declaration);
        if (facade == null) {
            return;
        }
        if (!isVisible(facade.type(), declaration)) {
            at(declaration, problems, Problem.FACADE_HIDDEN, Signatures.of(facade.type()), packageName(declaration));
        }
        HandsOut handsOut = new HandsOut(tools, declaration, facade);
        for (Facade.Method method : facade.methods()) {
            if (!SourceVersion.isName(method.name())) {
                at(declaration, problems, Problem.FACADE_NAME, name, method.name());
            }
            method.mentioned()
                    .filter(type -> !isVisible(type, declaration))
                    .findFirst()
                    .ifPresent(type -> at(
                            declaration,
                            problems,
                            Problem.HIDDEN_TYPE,
                            "Pooled",
                            Signatures.of(method.element()),
                            packageName(declaration),
                            Signatures.of(tools.types().erasure(type))));
            handsOut.check(method, name, problems);
        }
    }

    private boolean isVisible(TypeMirror type, Declaration declaration) {
        return switch (type.getKind()) {
            case ARRAY -> isVisible(((ArrayType) type).getComponentType(), declaration);
            case INTERSECTION -> areVisible(((IntersectionType) type).getBounds(), declaration);
            case DECLARED ->
                tools.isVisible(
                                ((DeclaredType) type).asElement(),
                                declaration.names().packageName())
                        && areVisible(((DeclaredType) type).getTypeArguments(), declaration);
            case WILDCARD -> {
                TypeMirror above = ((WildcardType) type).getExtendsBound();
                TypeMirror below = ((WildcardType) type).getSuperBound();
                yield (above == null || isVisible(above, declaration))
                        && (below == null || isVisible(below, declaration));
            }
            default -> true;
        };
    }

    private boolean areVisible(List<? extends TypeMirror> types, Declaration declaration) {
        return types.stream().allMatch(type -> isVisible(type, declaration));
    }

    private static String packageName(Declaration declaration) {
        String name = declaration.names().packageName();
        return name.isEmpty() ? "(unnamed)" : name;
    }

    private static void at(Declaration declaration, Problems problems, Problem problem, Object... blanks) {
        problems.at(declaration.annotated(), declaration.pooled(), Facade.ATTRIBUTE, problem, blanks);
    }
}

package io.conecta.processor.validate;

import io.conecta.processor.model.Declaration;
import io.conecta.processor.model.Hook;
import io.conecta.processor.model.Lombok;
import io.conecta.processor.model.Mirrors;
import io.conecta.processor.model.Role;
import io.conecta.processor.model.Tools;
import java.util.List;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Exactly one constructor or factory must create the objects. */
final class CreatorRule implements Rule {
    private final Tools tools;

    CreatorRule(Tools tools) {
        this.tools = tools;
    }

    @Override
    public void check(Declaration declaration, Problems problems) {
        if (declaration.isMethod()) {
            if (Mirrors.has(declaration.annotated(), Role.NEW.annotationName())) {
                Hook only = declaration.creators().get(0);
                problems.at(only.declared(), Problem.NEW_AND_POOLED, Signatures.of(only.declared()));
            }
            return;
        }
        List<Hook> creators = declaration.creators();
        if (creators.isEmpty()) {
            nothingCreates(declaration, problems);
            return;
        }
        if (!isMarked(creators.get(0))) {
            if (creators.size() > 1 && !declaration.holder().getModifiers().contains(Modifier.ABSTRACT)) {
                problems.at(
                        declaration.holder(),
                        declaration.pooled(),
                        null,
                        Problem.SEVERAL_CONSTRUCTORS,
                        declaration.holder().getSimpleName(),
                        creators.size());
            }
            return;
        }
        for (Hook creator : creators) {
            checkMarked(declaration, creator, problems);
        }
        for (Hook another : creators.subList(1, creators.size())) {
            problems.at(
                    another.declared(),
                    Problem.SEVERAL,
                    "New",
                    Signatures.of(another.declared()),
                    declaration.holder().getSimpleName(),
                    Signatures.of(creators.get(0).declared()));
        }
    }

    private void nothingCreates(Declaration declaration, Problems problems) {
        // The constructor that a class has by itself is as private as the class.
        if (declaration.holder().getModifiers().contains(Modifier.PRIVATE)) {
            return;
        }
        boolean hasBuilder = ElementFilter.constructorsIn(declaration.holder().getEnclosedElements()).stream()
                .anyMatch(constructor -> Lombok.takesBuilder(constructor, tools));
        problems.at(
                declaration.holder(),
                declaration.pooled(),
                null,
                hasBuilder ? Problem.SUPER_BUILDER : Problem.NO_CONSTRUCTOR,
                declaration.holder().getSimpleName());
    }

    private void checkMarked(Declaration declaration, Hook creator, Problems problems) {
        if (creator.declared().getModifiers().contains(Modifier.PRIVATE)) {
            problems.at(creator.declared(), Problem.PRIVATE_MEMBER, "New", Signatures.of(creator.declared()));
        }
        if (creator.declared().getKind() == ElementKind.CONSTRUCTOR) {
            return;
        }
        if (!creator.isStatic()) {
            problems.at(creator.declared(), Problem.NEW_NOT_STATIC, Signatures.of(creator.declared()));
        }
        boolean isGeneric = !declaration.holder().getTypeParameters().isEmpty(); // Which is reported.
        TypeMirror returned = creator.declared().getReturnType();
        if (!(isGeneric
                ? tools.isOver(declaration.type(), returned)
                : tools.types().isSubtype(returned, declaration.type()))) {
            problems.at(
                    creator.declared(),
                    Problem.NEW_RETURN,
                    Signatures.of(creator.declared()),
                    Signatures.of(creator.declared().getReturnType()),
                    Signatures.of(declaration.type()));
        }
    }

    private static boolean isMarked(Hook creator) {
        return Mirrors.has(creator.declared(), Role.NEW.annotationName());
    }
}

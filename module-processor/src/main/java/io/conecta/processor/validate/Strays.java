package io.conecta.processor.validate;

import io.conecta.processor.model.Kotlin;
import io.conecta.processor.model.Mirrors;
import io.conecta.processor.model.Origin;
import io.conecta.processor.model.Role;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileObject.Kind;

/** Warns of annotations that do nothing where they are. */
public final class Strays {
    private static final List<String> ON_PARAMETERS = List.of(Mirrors.SETTING, Mirrors.KEY);

    private final Messager messager;
    private final Set<String> sources;
    private final Origin origin;

    /** Makes the check. */
    public Strays(Messager messager, Set<String> sources, Origin origin) {
        this.messager = messager;
        this.sources = sources;
        this.origin = origin;
    }

    /** Reports the strays of a round. */
    public void check(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        TypeElement[] ours = annotations.stream().filter(Strays::isOurs).toArray(TypeElement[]::new);
        if (ours.length == 0) {
            return;
        }
        // Asking for all at once, since the compiler visits every element of the round to answer.
        for (Element element : round.getElementsAnnotatedWithAny(ours)) {
            TypeElement outermost = Origin.outermost(element);
            if (outermost != null && origin.of(outermost) == Kind.CLASS) {
                continue; // Told when it was compiled; what silences the warning is not in the class file.
            }
            for (Role role : Role.values()) {
                if (Mirrors.has(element, role.annotationName())) {
                    checkMember(role, element);
                }
            }
            for (String annotation : ON_PARAMETERS) {
                if (Mirrors.has(element, annotation)) {
                    checkParameter(element, annotation);
                }
            }
        }
    }

    private static boolean isOurs(TypeElement annotation) {
        String name = annotation.getQualifiedName().toString();
        return name.startsWith(Mirrors.PACKAGE) && !name.equals(Mirrors.POOLED);
    }

    /** A ping of a class that can be extended may be meant for subclasses; a creator never is. */
    private void checkMember(Role role, Element member) {
        if (!(member.getEnclosingElement() instanceof TypeElement type)
                || !(member instanceof ExecutableElement executable)
                || isPooled(type)
                || Kotlin.isCopy(executable)) {
            return;
        }
        boolean inheritable = role != Role.NEW && !type.getModifiers().contains(Modifier.FINAL);
        if (!inheritable) {
            new Problems(messager, sources, member)
                    .at(
                            member,
                            Mirrors.find(member, role.annotationName()),
                            null,
                            Problem.STRAY,
                            role.annotation(),
                            Signatures.of(executable),
                            type.getSimpleName());
        }
    }

    private void checkParameter(Element parameter, String annotation) {
        String name = annotation.substring(Mirrors.PACKAGE.length());
        Element method = parameter.getEnclosingElement();
        if (method instanceof TypeElement holder && !Mirrors.has(holder, Mirrors.POOLED)) {
            new Problems(messager, sources, parameter)
                    .at(
                            parameter,
                            Mirrors.find(parameter, annotation),
                            null,
                            Problem.STRAY,
                            name,
                            parameter.getSimpleName(),
                            holder.getSimpleName());
            return;
        }
        if (!(method instanceof ExecutableElement executable)
                || !(method.getEnclosingElement() instanceof TypeElement type)) {
            return;
        }
        boolean creates = Mirrors.has(method, Mirrors.POOLED)
                || Mirrors.has(method, Role.NEW.annotationName())
                || (method.getKind() == ElementKind.CONSTRUCTOR && isPooled(type));
        if (!creates) {
            new Problems(messager, sources, parameter)
                    .at(
                            parameter,
                            Mirrors.find(parameter, annotation),
                            null,
                            Problem.STRAY_SETTING,
                            name,
                            parameter.getSimpleName(),
                            Signatures.of(executable));
        }
    }

    private static boolean isPooled(TypeElement type) {
        return Mirrors.has(type, Mirrors.POOLED)
                || type.getEnclosedElements().stream().anyMatch(member -> Mirrors.has(member, Mirrors.POOLED));
    }
}

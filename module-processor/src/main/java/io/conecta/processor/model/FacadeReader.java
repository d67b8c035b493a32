package io.conecta.processor.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Reads the interface that {@code @Pooled(facade = …)} names. */
public final class FacadeReader {
    private final Tools tools;

    /** A method as one interface of several declares it. */
    private record Candidate(DeclaredType level, ExecutableElement element, ExecutableType signature) {}

    /** Makes a reader. */
    public FacadeReader(Tools tools) {
        this.tools = tools;
    }

    /** {@return what {@code facade} names, null if it is left out or void; no type if there is no such class (yet)} */
    public static @Nullable Object named(@Nullable AnnotationMirror pooled) {
        AnnotationValue given = Mirrors.given(pooled, Facade.ATTRIBUTE);
        Object value = given == null ? null : given.getValue();
        return value instanceof TypeMirror type && type.getKind() == TypeKind.VOID ? null : value;
    }

    /** {@return the façade that is asked for, null if there is none, or none that can be} */
    public @Nullable Facade read(Declaration declaration) {
        DeclaredType type = named(declaration.pooled()) instanceof DeclaredType wanted
                        && wanted.asElement() instanceof TypeElement element
                        && element.getKind().isInterface()
                ? implemented(declaration.type(), element)
                : null;
        return type == null ? null : new Facade(type, methods(type, declaration));
    }

    /** {@return the interface as a type extends it, with its type arguments; null if it does not} */
    public @Nullable DeclaredType implemented(TypeMirror type, TypeElement wanted) {
        return levels(type).get(wanted);
    }

    /** A type and all that it extends, the nearest first. */
    private Map<TypeElement, DeclaredType> levels(TypeMirror start) {
        Map<TypeElement, DeclaredType> levels = new LinkedHashMap<>();
        Deque<TypeMirror> queue = new ArrayDeque<>(List.of(start));
        while (!queue.isEmpty()) {
            TypeMirror next = queue.remove();
            if (next instanceof DeclaredType declared
                    && declared.asElement() instanceof TypeElement element
                    && levels.putIfAbsent(element, declared) == null) {
                queue.addAll(tools.types().directSupertypes(next));
            }
        }
        return levels;
    }

    private List<Facade.Method> methods(DeclaredType facade, Declaration declaration) {
        List<List<Candidate>> groups = new ArrayList<>();
        levels(facade).forEach((element, level) -> {
            if (element.getKind().isInterface()) {
                ElementFilter.methodsIn(element.getEnclosedElements()).stream()
                        .filter(FacadeReader::isInherited)
                        .filter(method -> !isOfObjects(method))
                        .map(method -> new Candidate(
                                level, method, (ExecutableType) tools.types().asMemberOf(level, method)))
                        .forEach(candidate -> groupOf(candidate, groups).add(candidate));
            }
        });
        return groups.stream().map(group -> method(group, declaration)).toList();
    }

    private static boolean isInherited(ExecutableElement method) {
        return !method.getModifiers().contains(Modifier.STATIC)
                && !method.getModifiers().contains(Modifier.PRIVATE);
    }

    /** Whether every object has the method; a façade has its own. */
    private boolean isOfObjects(ExecutableElement method) {
        List<? extends VariableElement> parameters = method.getParameters();
        return switch (method.getSimpleName().toString()) {
            case "equals" ->
                parameters.size() == 1 && tools.is(parameters.get(0).asType(), "java.lang.Object");
            case "hashCode", "toString" -> parameters.isEmpty();
            default -> false;
        };
    }

    /** The methods that one method of a class overrides together. */
    private List<Candidate> groupOf(Candidate candidate, List<List<Candidate>> groups) {
        for (List<Candidate> group : groups) {
            if (group.stream().anyMatch(other -> isSame(candidate, other))) {
                return group;
            }
        }
        List<Candidate> group = new ArrayList<>();
        groups.add(group);
        return group;
    }

    private boolean isSame(Candidate one, Candidate other) {
        return one.element().getSimpleName().equals(other.element().getSimpleName())
                && (tools.types().isSubsignature(one.signature(), other.signature())
                        || tools.types().isSubsignature(other.signature(), one.signature()));
    }

    private Facade.Method method(List<Candidate> group, Declaration declaration) {
        List<Candidate> nearest = group.stream()
                .filter(one -> group.stream()
                        .noneMatch(other ->
                                !tools.same(other.level(), one.level()) && tools.isOver(one.level(), other.level())))
                .toList();
        Candidate chosen = nearest.stream()
                .filter(one -> nearest.stream().allMatch(other -> returnsAsMuch(one, other)))
                .findFirst()
                .orElse(nearest.get(0));
        return new Facade.Method(
                chosen.element(), chosen.signature(), thrown(chosen, nearest), isEnd(chosen, declaration));
    }

    private boolean returnsAsMuch(Candidate one, Candidate other) {
        TypeMirror mine = one.signature().getReturnType();
        TypeMirror its = other.signature().getReturnType();
        boolean isPlain = mine.getKind().isPrimitive() || mine.getKind() == TypeKind.VOID;
        return isPlain ? mine.getKind() == its.getKind() : tools.types().isSubtype(mine, its);
    }

    /** What all of them may throw. */
    private List<TypeMirror> thrown(Candidate chosen, List<Candidate> all) {
        if (all.size() == 1) {
            return List.copyOf(chosen.signature().getThrownTypes());
        }
        List<TypeMirror> thrown = new ArrayList<>();
        for (Candidate one : all) {
            for (TypeMirror type : one.signature().getThrownTypes()) {
                boolean isAllowed = all.stream().allMatch(other -> mayThrow(other, type));
                if (isAllowed
                        && thrown.stream().noneMatch(other -> tools.types().isSameType(type, other))) {
                    thrown.add(type);
                }
            }
        }
        return thrown;
    }

    private boolean mayThrow(Candidate candidate, TypeMirror type) {
        return candidate.signature().getThrownTypes().stream()
                .anyMatch(declared -> tools.types().isSubtype(type, declared));
    }

    /** {@code close()}, {@code finalize()}, and what {@code @Destroy} is on: the pool calls that, when it closes an object. */
    private static boolean isEnd(Candidate candidate, Declaration declaration) {
        boolean isPlain = candidate.signature().getParameterTypes().isEmpty()
                && candidate.signature().getReturnType().getKind() == TypeKind.VOID;
        String name = candidate.element().getSimpleName().toString();
        Hook destroy = declaration.hook(Role.DESTROY);
        return isPlain
                && (name.equals("close")
                        || name.equals("finalize")
                        || (destroy != null
                                && !destroy.isStatic()
                                && destroy.called().getParameters().isEmpty()
                                && destroy.name().equals(name)));
    }
}

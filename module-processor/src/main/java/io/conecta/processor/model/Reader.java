package io.conecta.processor.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Reads what the user wrote into {@link Declaration}s. */
public final class Reader {
    private final Tools tools;

    /** Makes a reader. */
    public Reader(Tools tools) {
        this.tools = tools;
    }

    /** {@return everything pooled in a class: itself, and what its methods return} */
    public List<Declaration> read(TypeElement holder) {
        List<Declaration> found = new ArrayList<>();
        AnnotationMirror pooled = Mirrors.find(holder, Mirrors.POOLED);
        if (pooled != null) {
            found.add(readClass(holder, pooled));
        }
        for (ExecutableElement method : ElementFilter.methodsIn(holder.getEnclosedElements())) {
            AnnotationMirror mirror = Mirrors.find(method, Mirrors.POOLED);
            if (mirror != null && !Kotlin.isCopy(method)) {
                found.add(readMethod(holder, method, mirror, found.isEmpty()));
            }
        }
        return found;
    }

    private Declaration readClass(TypeElement holder, AnnotationMirror pooled) {
        return new Declaration(
                holder,
                holder,
                pooled,
                holder.asType(),
                Names.of(holder, tools.packageOf(holder)),
                creators(holder),
                narrowed(hooks(holder), holder.asType(), holder, true));
    }

    private Declaration readMethod(
            TypeElement holder, ExecutableElement method, AnnotationMirror pooled, boolean takesStrays) {
        TypeMirror type = method.getReturnType();
        return new Declaration(
                holder,
                method,
                pooled,
                type,
                Names.of(method, tools.packageOf(holder)),
                List.of(new Hook(Role.NEW, method, method)),
                narrowed(
                        tools.same(type, holder.asType()) ? hooks(holder) : hooksIn(holder, holder),
                        type,
                        holder,
                        takesStrays));
    }

    /** {@code @New}s if there are any, else the constructors that generated code can call. */
    private List<Hook> creators(TypeElement holder) {
        List<Hook> marked = new ArrayList<>();
        List<Hook> constructors = new ArrayList<>();
        for (Element member : holder.getEnclosedElements()) {
            if (!(member instanceof ExecutableElement executable) || Mirrors.has(executable, Mirrors.POOLED)) {
                continue;
            }
            Hook hook = new Hook(Role.NEW, executable, executable);
            if (Mirrors.has(member, Role.NEW.annotationName())) {
                marked.add(hook);
            } else if (member.getKind() == ElementKind.CONSTRUCTOR
                    && !member.getModifiers().contains(Modifier.PRIVATE)
                    && !Lombok.takesBuilder(executable, tools)) {
                constructors.add(hook);
            }
        }
        return marked.isEmpty() ? constructors : marked;
    }

    /**
     * The hooks of a class and what it inherits, the nearest of each role: a class's before an interface's, an interface's before
     * those of what it extends. Interfaces that know nothing of each other are equally near, so what they call differently stays
     * side by side, whatever the order they are named in.
     */
    private Map<Role, List<Hook>> hooks(TypeElement holder) {
        Map<Role, List<Hook>> hooks = new EnumMap<>(Role.class);
        Map<Role, List<TypeElement>> origins = new EnumMap<>(Role.class);
        List<TypeElement> levels = List.copyOf(hierarchy(holder));
        for (TypeElement level : levels) {
            hooksIn(level, holder).forEach((role, found) -> {
                List<TypeElement> nearer = origins.computeIfAbsent(role, any -> new ArrayList<>());
                boolean isNearest = level.getKind().isInterface()
                        ? nearer.stream().allMatch(other -> other.getKind().isInterface())
                        : nearer.isEmpty();
                if (isNearest && levels.stream().noneMatch(below -> hides(below, level, role))) {
                    nearer.add(level);
                    List<Hook> all = hooks.computeIfAbsent(role, any -> new ArrayList<>());
                    found.stream()
                            .filter(hook -> all.stream().noneMatch(other -> isSameCall(other, hook, level)))
                            .forEach(all::add);
                }
            });
        }
        return hooks;
    }

    /** Whether an interface below another has a hook of that role too. */
    private boolean hides(TypeElement below, TypeElement above, Role role) {
        return !below.equals(above)
                && below.getKind().isInterface()
                && tools.isOver(above.asType(), below.asType())
                && ElementFilter.methodsIn(below.getEnclosedElements()).stream()
                        .anyMatch(method -> Mirrors.has(method, role.annotationName()));
    }

    /** Whether a call of one inherited method is a call of the other; two of one interface are never. */
    private boolean isSameCall(Hook one, Hook other, TypeElement level) {
        return !level.equals(one.declared().getEnclosingElement())
                && !one.isStatic()
                && !other.isStatic()
                && (one.called().equals(other.called())
                        || (one.name().equals(other.name())
                                && tools.types()
                                        .isSubsignature(
                                                (ExecutableType) one.called().asType(),
                                                (ExecutableType) other.called().asType())));
    }

    private Map<Role, List<Hook>> hooksIn(TypeElement level, TypeElement holder) {
        Map<Role, List<Hook>> hooks = new EnumMap<>(Role.class);
        for (ExecutableElement method : ElementFilter.methodsIn(level.getEnclosedElements())) {
            for (Role role : Role.values()) {
                if (role != Role.NEW && Mirrors.has(method, role.annotationName())) {
                    hooks.computeIfAbsent(role, any -> new ArrayList<>())
                            .add(new Hook(role, method, overriding(method, level, holder)));
                }
            }
        }
        return hooks;
    }

    /** The method that a call through the holder reaches. */
    private ExecutableElement overriding(ExecutableElement method, TypeElement level, TypeElement holder) {
        if (level.equals(holder) || method.getModifiers().contains(Modifier.STATIC)) {
            return method;
        }
        for (TypeElement nearer : hierarchy(holder)) {
            for (ExecutableElement other : ElementFilter.methodsIn(nearer.getEnclosedElements())) {
                if (other.getSimpleName().equals(method.getSimpleName())
                        && (other.equals(method) || tools.elements().overrides(other, method, holder))) {
                    return other;
                }
            }
        }
        return method;
    }

    /**
     * Keeps the hooks that are about one pooled type. A static one is about the type of its first parameter, preferably exactly;
     * one that fits nothing stays with the first declaration of its class, to be reported there.
     */
    private Map<Role, List<Hook>> narrowed(
            Map<Role, List<Hook>> hooks, TypeMirror type, TypeElement holder, boolean takesStrays) {
        Map<Role, List<Hook>> kept = new EnumMap<>(Role.class);
        boolean isHolder = tools.same(type, holder.asType());
        hooks.forEach((role, all) -> {
            List<Hook> fitting = all.stream()
                    .filter(hook -> hook.isStatic() ? takes(hook, type) : isHolder)
                    .toList();
            List<Hook> exact = fitting.stream()
                    .filter(hook -> hook.isStatic()
                            && tools.same(hook.called().getParameters().get(0).asType(), type))
                    .toList();
            List<Hook> chosen = new ArrayList<>(exact.size() == 1 && !isHolder ? exact : fitting);
            if (takesStrays) {
                all.stream().filter(hook -> fitsNothing(hook, holder)).forEach(chosen::add);
            }
            if (!chosen.isEmpty()) {
                kept.put(role, chosen);
            }
        });
        return kept;
    }

    private boolean takes(Hook hook, TypeMirror type) {
        var parameters = hook.called().getParameters();
        return !parameters.isEmpty() && tools.accepts(parameters.get(0).asType(), type);
    }

    private boolean fitsNothing(Hook hook, TypeElement holder) {
        boolean classPooled = Mirrors.has(holder, Mirrors.POOLED);
        List<? extends TypeMirror> returned = ElementFilter.methodsIn(holder.getEnclosedElements()).stream()
                .filter(method -> Mirrors.has(method, Mirrors.POOLED))
                .map(ExecutableElement::getReturnType)
                .toList();
        if (!hook.isStatic()) {
            return !classPooled && returned.stream().noneMatch(type -> tools.same(type, holder.asType()));
        }
        return !(classPooled && takes(hook, holder.asType()))
                && returned.stream().noneMatch(type -> takes(hook, type));
    }

    /** {@return whether a part of what was read is not there (yet): another processor may generate it} */
    public boolean isUnfinished(Declaration declaration) {
        return Lombok.isDue(declaration.holder(), tools)
                || hierarchy(declaration.holder()).stream().anyMatch(this::hasUnfinishedParents)
                || tools.isUnfinished(declaration.type())
                || isFacadeUnfinished(declaration)
                || Stream.concat(
                                declaration.creators().stream(),
                                declaration.hooks().values().stream().flatMap(List::stream))
                        .map(Hook::called)
                        .anyMatch(this::isUnfinished);
    }

    private boolean isFacadeUnfinished(Declaration declaration) {
        Object named = FacadeReader.named(declaration.pooled());
        if (named == null) {
            return false;
        }
        if (!(named instanceof TypeMirror type) || tools.isUnfinished(type)) {
            return true;
        }
        Facade facade = new FacadeReader(tools).read(declaration);
        return facade != null
                && facade.methods().stream().flatMap(Facade.Method::mentioned).anyMatch(tools::isUnfinished);
    }

    private boolean hasUnfinishedParents(TypeElement type) {
        return type.getSuperclass().getKind() == TypeKind.ERROR
                || type.getInterfaces().stream().anyMatch(above -> above.getKind() == TypeKind.ERROR);
    }

    private boolean isUnfinished(ExecutableElement executable) {
        return tools.isUnfinished(executable.getReturnType())
                || executable.getThrownTypes().stream().anyMatch(tools::isUnfinished)
                || executable.getParameters().stream().anyMatch(parameter -> tools.isUnfinished(parameter.asType()));
    }

    /** The class, its superclasses from the nearest, then their interfaces. */
    private Set<TypeElement> hierarchy(TypeElement holder) {
        Set<TypeElement> levels = new LinkedHashSet<>();
        Deque<TypeElement> interfaces = new ArrayDeque<>();
        TypeElement level = holder;
        while (level != null && !level.getQualifiedName().contentEquals("java.lang.Object") && levels.add(level)) {
            addInterfaces(level, interfaces);
            level = tools.types().asElement(level.getSuperclass()) instanceof TypeElement above ? above : null;
        }
        while (!interfaces.isEmpty()) {
            TypeElement next = interfaces.remove();
            if (levels.add(next)) {
                addInterfaces(next, interfaces);
            }
        }
        return levels;
    }

    private void addInterfaces(TypeElement type, Deque<TypeElement> interfaces) {
        for (TypeMirror mirror : type.getInterfaces()) {
            if (tools.types().asElement(mirror) instanceof TypeElement element) {
                interfaces.add(element);
            }
        }
    }
}

package io.conecta.processor.validate;

import io.conecta.processor.model.Declaration;
import io.conecta.processor.model.Facade;
import io.conecta.processor.model.Tools;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** What a façade's method returns must not need the object any more, which is back in the pool by then. */
final class HandsOut {
    /** What is read on after the call that gave it. An {@code Iterable} is often a collection, so only the type itself tells. */
    private static final List<String> READ_LATER =
            List.of("java.util.Iterator", "java.util.Enumeration", "java.util.Spliterator");

    /** What is still going on when the call has returned. */
    private static final List<String> ENDS_LATER = List.of(
            "java.util.concurrent.Future",
            "java.util.concurrent.CompletionStage",
            "java.util.concurrent.Flow.Publisher",
            "org.reactivestreams.Publisher");

    /** What holds others that count as if they were returned themselves. */
    private static final List<String> AROUND = List.of("java.util.Collection", "java.util.Map", "java.util.Optional");

    private final Tools tools;
    private final Declaration declaration;
    private final Facade facade;

    HandsOut(Tools tools, Declaration declaration, Facade facade) {
        this.tools = tools;
        this.declaration = declaration;
        this.facade = facade;
    }

    /** Warns of a method that hands out what belongs to the object. */
    void check(Facade.Method method, String name, Problems problems) {
        TypeMirror returned = method.signature().getReturnType();
        String reason = isSuspending(method) ? "and goes on" : reason(returned, method);
        if (reason == null) {
            return;
        }
        ExecutableElement own = own(method);
        Object[] blanks = {name, Signatures.of(method.element()), Signatures.of(returned), reason};
        if (own == null) {
            problems.at(declaration.annotated(), declaration.pooled(), Facade.ATTRIBUTE, Problem.HANDS_OUT, blanks);
        } else {
            problems.at(own, Problem.HANDS_OUT, blanks);
        }
    }

    /** Where a class that is compiled now implements the method, null if elsewhere. */
    private @Nullable ExecutableElement own(Facade.Method method) {
        if (!declaration.poolsHolder()) {
            return null;
        }
        return ElementFilter.methodsIn(declaration.holder().getEnclosedElements()).stream()
                .filter(own -> own.getSimpleName().equals(method.element().getSimpleName())
                        && tools.elements().overrides(own, method.element(), declaration.holder()))
                .findFirst()
                .orElse(null);
    }

    /** Kotlin's suspending functions take what they go on with as their last parameter. */
    private boolean isSuspending(Facade.Method method) {
        List<? extends TypeMirror> parameters = method.signature().getParameterTypes();
        return !parameters.isEmpty()
                && tools.is(parameters.get(parameters.size() - 1), "kotlin.coroutines.Continuation");
    }

    private @Nullable String reason(TypeMirror returned, Facade.Method method) {
        if (returned instanceof ArrayType array) {
            return reason(array.getComponentType(), method);
        }
        if (returned instanceof WildcardType wildcard) {
            return wildcard.getExtendsBound() == null ? null : reason(wildcard.getExtendsBound(), method);
        }
        if (!(returned instanceof DeclaredType declared)) {
            return null;
        }
        if (isSelf(declared, method)) {
            return "through which the object is used";
        }
        if (isAny(declared, ENDS_LATER)) {
            return "and goes on";
        }
        if (isAny(declared, READ_LATER) || tools.is(declared, "java.lang.Iterable")) {
            return "which is read";
        }
        if (tools.isA(declared, "java.lang.AutoCloseable")) {
            return "which is used and closed";
        }
        if (isAny(declared, AROUND)) {
            for (TypeMirror argument : declared.getTypeArguments()) {
                String reason = reason(argument, method);
                if (reason != null) {
                    return reason;
                }
            }
        }
        return null;
    }

    /** Whether {@code this} may be returned so: the class, the interface, or the one that declares the method. */
    private boolean isSelf(DeclaredType returned, Facade.Method method) {
        Element declaring = method.element().getEnclosingElement();
        return tools.same(returned, declaration.type())
                || tools.same(returned, facade.type())
                || (declaring instanceof TypeElement type && tools.same(returned, type.asType()));
    }

    private boolean isAny(TypeMirror type, List<String> names) {
        return names.stream().anyMatch(name -> tools.isA(type, name));
    }
}

package io.conecta.processor.validate;

import io.conecta.processor.model.Mirrors;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/** Reports problems where they are, each once, and knows whether one of them was an error. */
public final class Problems {
    private final Messager messager;
    private final Set<String> sources;
    private final Element fallback;
    private final Set<String> said = new HashSet<>();
    private boolean errors;

    /**
     * Starts a report.
     *
     * @param messager prints
     * @param sources names of the top-level types that are compiled: only there can a problem have a line
     * @param fallback where to report what is elsewhere
     */
    public Problems(Messager messager, Set<String> sources, Element fallback) {
        this.messager = messager;
        this.sources = sources;
        this.fallback = fallback;
    }

    /** {@return whether an error was reported} */
    public boolean hasErrors() {
        return errors;
    }

    /** Reports at an element. */
    public void at(Element element, Problem problem, Object... blanks) {
        report(element, null, null, problem, blanks);
    }

    /** Reports at the value of an annotation's attribute, or at the annotation if the value was not given. */
    public void at(
            Element element,
            @Nullable AnnotationMirror annotation,
            @Nullable String attribute,
            Problem problem,
            Object... blanks) {
        AnnotationValue value = attribute == null ? null : Mirrors.given(annotation, attribute);
        report(element, annotation, value, problem, blanks);
    }

    private void report(
            Element element,
            @Nullable AnnotationMirror annotation,
            @Nullable AnnotationValue value,
            Problem problem,
            Object... blanks) {
        String message = problem.message(blanks);
        if (problem.kind() == Kind.ERROR) {
            errors = true;
        } else if (isSuppressed(element, problem)) {
            return;
        }
        if (!said.add(message)) {
            return;
        }
        if (!isSource(element)) {
            messager.printMessage(problem.kind(), message, fallback);
        } else if (annotation == null) {
            messager.printMessage(problem.kind(), message, element);
        } else if (value == null) {
            messager.printMessage(problem.kind(), message, element, annotation);
        } else {
            messager.printMessage(problem.kind(), message, element, annotation, value);
        }
    }

    private boolean isSource(Element element) {
        if (element instanceof ModuleElement) {
            return true;
        }
        for (Element at = element; at != null; at = at.getEnclosingElement()) {
            if (at instanceof TypeElement type
                    && sources.contains(type.getQualifiedName().toString())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSuppressed(Element element, Problem problem) {
        for (Element at = element; at != null; at = at.getEnclosingElement()) {
            AnnotationMirror suppress = Mirrors.find(at, "java.lang.SuppressWarnings");
            AnnotationValue names = Mirrors.given(suppress, "value");
            if (names != null
                    && names.getValue() instanceof List<?> list
                    && list.stream()
                            .map(name -> name instanceof AnnotationValue value ? value.getValue() : name)
                            .anyMatch(name -> ("conecta:" + problem.id()).equals(name) || "conecta".equals(name))) {
                return true;
            }
        }
        return false;
    }
}

package io.conecta.processor.validate;

import io.conecta.processor.model.Declaration;
import io.conecta.processor.model.Hook;
import io.conecta.processor.model.Mirrors;
import io.conecta.processor.model.Parameter;
import io.conecta.processor.model.ParameterReader;
import io.conecta.processor.model.Tools;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** What objects are asked for by must be equal to itself when it comes again. */
final class KeyRule implements Rule {
    private final Tools tools;

    KeyRule(Tools tools) {
        this.tools = tools;
    }

    @Override
    public void check(Declaration declaration, Problems problems) {
        Hook creator = declaration.creator();
        if (creator == null) {
            return;
        }
        List<Parameter> parts = new ParameterReader(tools)
                .read(creator.called()).stream().filter(Parameter::isKey).toList();
        for (Parameter part : parts) {
            check(part, parts.size() > 1, problems);
        }
    }

    private void check(Parameter part, boolean isOfRecord, Problems problems) {
        VariableElement element = part.element();
        String type = Signatures.of(part.type());
        if (part.type() instanceof ArrayType array) {
            String item = Signatures.of(new ParameterReader(tools).boxed(array.getComponentType()));
            at(element, problems, Problem.KEY_ARRAY, part.name(), Signatures.article(type), item);
        }
        if (tools.mentionsVariable(part.type())) {
            at(element, problems, Problem.KEY_VARIABLE, part.name(), type);
        }
        if (part.nullable() && !isOfRecord) {
            at(element, problems, Problem.KEY_NULLABLE, part.name());
        }
        if (Mirrors.has(element, Mirrors.SETTING)) {
            problems.at(element, Mirrors.find(element, Mirrors.SETTING), null, Problem.KEY_SETTING, part.name());
        }
        if (isOnlyItself(part.type())) {
            at(element, problems, Problem.KEY_IDENTITY, part.name(), type);
        }
    }

    private static void at(VariableElement element, Problems problems, Problem problem, Object... blanks) {
        problems.at(element, Mirrors.find(element, Mirrors.KEY), null, problem, blanks);
    }

    /** Whether objects of a class are equal to themselves only, and others can be made. */
    private boolean isOnlyItself(TypeMirror type) {
        if (!(type instanceof DeclaredType declared)
                || declared.asElement().getKind() != ElementKind.CLASS
                || declared.asElement().getModifiers().contains(Modifier.ABSTRACT)
                || tools.is(type, "java.lang.Object")
                || tools.is(type, "java.lang.Class")) {
            return false;
        }
        Element level = declared.asElement();
        while (level instanceof TypeElement at && !at.getQualifiedName().contentEquals("java.lang.Object")) {
            if (ElementFilter.methodsIn(at.getEnclosedElements()).stream().anyMatch(this::isEquals)) {
                return false;
            }
            level = tools.types().asElement(at.getSuperclass());
        }
        return true;
    }

    private boolean isEquals(ExecutableElement method) {
        return method.getSimpleName().contentEquals("equals")
                && method.getParameters().size() == 1
                && tools.is(method.getParameters().get(0).asType(), "java.lang.Object");
    }
}

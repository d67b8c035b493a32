package io.conecta.processor.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * A valid declaration: all that the generators need.
 *
 * @param declaration what the user wrote
 * @param creator what creates the objects
 * @param passed all its parameters
 * @param parameters those that come from the caller or from configuration: all but the key
 * @param key by what objects are asked for, null if the pool is none with keys
 * @param doc what its javadoc says of them
 * @param facade the interface that borrows for each call, null if there is none
 * @param isPublic whether the generated types are public
 * @param hasGenerated whether generated code may say so by {@code javax.annotation.processing.Generated}
 * @param suppressed the lint that generated code must suppress
 * @param tools what the compiler offers
 */
public record Blueprint(
        Declaration declaration,
        ExecutableElement creator,
        List<Parameter> passed,
        List<Parameter> parameters,
        @Nullable Key key,
        CreatorDoc doc,
        @Nullable Facade facade,
        boolean isPublic,
        boolean hasGenerated,
        List<String> suppressed,
        Tools tools) {
    /** {@return the blueprint of a declaration without errors} */
    public static Blueprint of(Declaration declaration, Tools tools) {
        ExecutableElement creator = declaration.creators().get(0).called();
        boolean isPublic = isPublic(declaration.annotated());
        List<Parameter> passed = new ParameterReader(tools).read(creator);
        List<Parameter> key = passed.stream().filter(Parameter::isKey).toList();
        Facade facade = new FacadeReader(tools).read(declaration);
        return new Blueprint(
                declaration,
                creator,
                passed,
                passed.stream().filter(parameter -> !parameter.isKey()).toList(),
                key.isEmpty() ? null : new Key(key),
                new CreatorDoc(creator, tools),
                facade,
                isPublic,
                tools.visible(declaration.holder(), "javax.annotation.processing.Generated") != null,
                suppressed(declaration, creator, passed, facade, tools),
                tools);
    }

    /** {@return the names of what is generated} */
    public Names names() {
        return declaration.names();
    }

    /** {@return what is pooled} */
    public TypeMirror type() {
        return declaration.type();
    }

    /** {@return the binary name of what is pooled} */
    public String typeBinaryName() {
        Element element = tools.types().asElement(type());
        return element instanceof TypeElement named
                ? tools.elements().getBinaryName(named).toString()
                : type().toString();
    }

    /** {@return the hook of a role, null if there is none} */
    public @Nullable Hook hook(Role role) {
        return declaration.hook(role);
    }

    /** {@return the options that the annotation gives, with their values} */
    public Map<Option, Object> options() {
        Map<Option, Object> given = new EnumMap<>(Option.class);
        given.put(Option.NAME, declaration.defaultName());
        for (Option option : Option.all(key != null)) {
            var value = Mirrors.given(declaration.pooled(), option.key());
            if (value != null) {
                given.put(option, value.getValue());
            }
        }
        return given;
    }

    private static boolean isPublic(Element element) {
        for (Element at = element; at instanceof TypeElement || at == element; at = at.getEnclosingElement()) {
            if (!at.getModifiers().contains(Modifier.PUBLIC)) {
                return false;
            }
        }
        return true;
    }

    private static List<String> suppressed(
            Declaration declaration,
            ExecutableElement creator,
            List<Parameter> parameters,
            @Nullable Facade facade,
            Tools tools) {
        List<String> names = new ArrayList<>();
        if (new Mentioned(declaration, creator, parameters, facade, tools).isDeprecated()) {
            names.addAll(List.of("deprecation", "removal"));
        }
        ModuleElement module = tools.elements().getModuleOf(declaration.holder());
        if (module != null && !module.isUnnamed()) {
            names.add("exports");
        }
        return names;
    }
}

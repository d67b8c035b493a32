package io.conecta.processor.validate;

import io.conecta.processor.model.Declaration;
import io.conecta.processor.model.Form;
import io.conecta.processor.model.Hook;
import io.conecta.processor.model.Mirrors;
import io.conecta.processor.model.Option;
import io.conecta.processor.model.Parameter;
import io.conecta.processor.model.ParameterReader;
import io.conecta.processor.model.Secrets;
import io.conecta.processor.model.Tools;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;

/** Every parameter of what creates the objects must be a key of configuration. */
final class ParameterRule implements Rule {
    private static final Pattern KEY = Pattern.compile("(?!(pool|service|component)\\.)[A-Za-z][A-Za-z0-9_.-]*");

    private final ParameterReader reader;
    private final DefaultText defaults;

    ParameterRule(Tools tools) {
        this.reader = new ParameterReader(tools);
        this.defaults = new DefaultText(tools);
    }

    @Override
    public void check(Declaration declaration, Problems problems) {
        Hook creator = declaration.creator();
        if (creator == null) {
            return;
        }
        for (TypeParameterElement parameter : creator.called().getTypeParameters()) {
            if (!reader.isPlain(parameter)) {
                problems.at(
                        creator.declared(),
                        Problem.BOUND,
                        Signatures.of(creator.declared()),
                        parameter.getSimpleName(),
                        String.join(
                                " & ",
                                parameter.getBounds().stream()
                                        .map(Signatures::of)
                                        .toList()));
            }
        }
        if (!declaration.isMethod()) {
            checkFields(declaration, creator.called(), problems);
        }
        Set<String> keys = new HashSet<>();
        for (Parameter parameter : reader.settings(creator.called())) {
            checkKey(parameter, keys, declaration.names().isKeyed(), problems);
            checkDefault(parameter, problems);
        }
    }

    /** A field's setting that no parameter of the constructor has. */
    private void checkFields(Declaration declaration, ExecutableElement creator, Problems problems) {
        boolean isConstructor = creator.getKind() == ElementKind.CONSTRUCTOR;
        for (VariableElement field : reader.settingsOn(declaration.holder())) {
            if (!isConstructor || creator.getParameters().stream().noneMatch(one -> reader.isAbout(field, one))) {
                problems.at(
                        field,
                        Mirrors.find(field, Mirrors.SETTING),
                        null,
                        Problem.STRAY_FIELD,
                        field.getSimpleName(),
                        Signatures.of(creator));
            }
        }
    }

    private void checkKey(Parameter parameter, Set<String> keys, boolean isKeyed, Problems problems) {
        AnnotationMirror setting = Mirrors.find(parameter.described(), Mirrors.SETTING);
        String key = parameter.key();
        if (Option.isKey(key, isKeyed)) {
            problems.at(
                    parameter.described(),
                    setting,
                    "name",
                    Problem.SETTING_IS_OPTION,
                    parameter.name(),
                    key,
                    "object" + key.substring(0, 1).toUpperCase(Locale.ROOT) + key.substring(1));
        } else if (Mirrors.given(setting, "name") != null && !KEY.matcher(key).matches()) {
            problems.at(parameter.described(), setting, "name", Problem.SETTING_NAME, key, parameter.name());
        } else if (!keys.add(Option.bare(key))) {
            problems.at(parameter.described(), setting, "name", Problem.SETTING_TWICE, parameter.name(), key);
        }
    }

    private void checkDefault(Parameter parameter, Problems problems) {
        String text = parameter.defaultText();
        if (text == null) {
            return;
        }
        boolean hasText = parameter.form() != Form.COLLABORATOR;
        String wanted = hasText ? defaults.wanted(parameter, text) : "";
        if (hasText && wanted.isEmpty()) {
            return;
        }
        String shown = Secrets.isKey(parameter.key()) ? Secrets.HIDDEN : Secrets.hidden(text);
        AnnotationMirror setting = Mirrors.find(parameter.described(), Mirrors.SETTING);
        String type = Signatures.of(parameter.type());
        if (!hasText) {
            problems.at(
                    parameter.described(),
                    setting,
                    "defaultValue",
                    Problem.SETTING_NO_TEXT,
                    shown,
                    parameter.name(),
                    type);
            return;
        }
        problems.at(
                parameter.described(),
                setting,
                "defaultValue",
                Problem.SETTING_DEFAULT,
                shown,
                type + " " + parameter.name(),
                Signatures.article(type),
                wanted);
    }
}

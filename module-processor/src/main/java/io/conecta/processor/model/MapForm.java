package io.conecta.processor.model;

import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Whether there can be {@code create(Map)} and {@code builder(Map)} beside the forms with a creator's own parameters: not if one of
 * those takes a single value that may be a map, since both would be one method, or a map would be taken for the configuration.
 */
public final class MapForm {
    private static final String MAP = "java.util.Map";

    private MapForm() {}

    /** {@return the single parameter that a map may be meant for, null if there is none} */
    public static @Nullable Parameter obstacle(ExecutableElement creator, List<Parameter> parameters, Tools tools) {
        List<Parameter> withoutDefault = parameters.stream()
                .filter(parameter -> parameter.defaultText() == null)
                .toList();
        for (List<Parameter> form : List.of(parameters, withoutDefault)) {
            if (form.size() == 1 && mayBeMap(creator, form.get(0), tools)) {
                return form.get(0);
            }
        }
        return null;
    }

    private static boolean mayBeMap(ExecutableElement creator, Parameter parameter, Tools tools) {
        TypeMirror type = creator.isVarArgs() && parameter.type() instanceof ArrayType several
                ? several.getComponentType()
                : parameter.type();
        return tools.isOver(type, MAP) || tools.isA(type, MAP);
    }
}

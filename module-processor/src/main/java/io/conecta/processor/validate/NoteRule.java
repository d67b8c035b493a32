package io.conecta.processor.validate;

import io.conecta.processor.model.Declaration;
import io.conecta.processor.model.MapForm;
import io.conecta.processor.model.Parameter;
import io.conecta.processor.model.ParameterReader;
import io.conecta.processor.model.Role;
import io.conecta.processor.model.Tools;
import javax.lang.model.element.ExecutableElement;

/** What is fine, but may not be meant. */
final class NoteRule implements Rule {
    private final Tools tools;

    NoteRule(Tools tools) {
        this.tools = tools;
    }

    @Override
    public void check(Declaration declaration, Problems problems) {
        if (problems.hasErrors()) {
            return;
        }
        ExecutableElement creator = declaration.creators().get(0).called();
        Parameter obstacle = MapForm.obstacle(creator, new ParameterReader(tools).settings(creator), tools);
        if (obstacle != null) {
            problems.at(
                    obstacle.element(),
                    Problem.NO_MAP_FORM,
                    obstacle.name(),
                    declaration.names().pool(),
                    declaration.names().isKeyed() ? "KeyedPools" : "Pools");
        }
        if (declaration.hook(Role.PING) == null) {
            problems.at(
                    declaration.annotated(), declaration.pooled(), null, Problem.NO_PING, declaration.defaultName());
        }
        if (declaration.hook(Role.DESTROY) == null && !tools.isA(declaration.type(), "java.lang.AutoCloseable")) {
            problems.at(
                    declaration.annotated(), declaration.pooled(), null, Problem.NO_DESTROY, declaration.defaultName());
        }
    }
}

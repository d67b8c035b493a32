package io.conecta.processor.validate;

import io.conecta.processor.model.Declaration;
import io.conecta.processor.model.Role;
import io.conecta.processor.model.Tools;

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

package io.conecta.processor.validate;

import io.conecta.processor.model.Declaration;
import io.conecta.processor.model.Mirrors;
import io.conecta.processor.model.Names;

/** The typed pool must be called as a class may be called. */
final class NameRule implements Rule {
    @Override
    public void check(Declaration declaration, Problems problems) {
        String chosen = Mirrors.text(declaration.pooled(), Names.ATTRIBUTE);
        if (chosen != null && !Names.isTypeName(chosen)) {
            problems.at(
                    declaration.annotated(),
                    declaration.pooled(),
                    Names.ATTRIBUTE,
                    Problem.POOL_TYPE,
                    chosen,
                    declaration.names().pool());
        }
    }
}

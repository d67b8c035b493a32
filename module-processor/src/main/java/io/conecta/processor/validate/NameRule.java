package io.conecta.processor.validate;

import io.conecta.processor.model.Declaration;
import io.conecta.processor.model.Mirrors;
import io.conecta.processor.model.Names;
import io.conecta.processor.model.Tools;
import java.util.List;

/** The typed pool must be called as a class may be called, and leave to others the names that they need. */
final class NameRule implements Rule {
    /** What every source file has imported, and those of pooled classes often have. */
    private static final List<String> IMPORTED = List.of("java.lang.", Mirrors.PACKAGE);

    private final Tools tools;

    NameRule(Tools tools) {
        this.tools = tools;
    }

    @Override
    public void check(Declaration declaration, Problems problems) {
        String chosen = Mirrors.text(declaration.pooled(), Names.ATTRIBUTE);
        if (chosen == null) {
            return;
        }
        String fallback = Names.byDefault(declaration.annotated());
        if (!Names.isTypeName(chosen)) {
            at(declaration, problems, Problem.POOL_TYPE, chosen, fallback);
            return;
        }
        for (String home : IMPORTED) {
            if (tools.visible(declaration.holder(), home + chosen) != null) {
                at(declaration, problems, Problem.HIDES, chosen, home + chosen, fallback);
            }
        }
    }

    private static void at(Declaration declaration, Problems problems, Problem problem, Object... blanks) {
        problems.at(declaration.annotated(), declaration.pooled(), Names.ATTRIBUTE, problem, blanks);
    }
}

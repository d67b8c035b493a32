package io.conecta.processor.validate;

import io.conecta.processor.model.Declaration;
import io.conecta.processor.model.Tools;
import java.util.List;

/** All rules. */
public final class Validator {
    private final List<Rule> rules;

    /** Makes a validator. */
    public Validator(Tools tools) {
        rules = List.of(
                new ShapeRule(tools),
                new CreatorRule(tools),
                new HookRule(tools),
                new ParameterRule(tools),
                new KeyRule(tools),
                new VisibilityRule(tools),
                new FacadeRule(tools),
                new OptionRule(),
                new NameRule(tools),
                new NoteRule(tools));
    }

    /** Reports everything that is wrong with a declaration. */
    public void check(Declaration declaration, Problems problems) {
        boolean hasInstances =
                declaration.isMethod() || ShapeRule.whyNoInstances(declaration).isEmpty();
        for (Rule rule : hasInstances ? rules : rules.subList(0, 1)) {
            rule.check(declaration, problems);
        }
    }
}

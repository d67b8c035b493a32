package io.conecta.processor.validate;

import io.conecta.processor.model.Declaration;
import io.conecta.processor.model.DurationText;
import io.conecta.processor.model.Mirrors;
import io.conecta.processor.model.Option;
import io.conecta.processor.model.Sampling;
import io.conecta.processor.model.Secrets;
import java.time.Duration;
import java.util.Locale;
import javax.lang.model.element.AnnotationValue;

/** The options must make sense, alone and together. */
final class OptionRule implements Rule {
    @Override
    public void check(Declaration declaration, Problems problems) {
        for (Option option : Option.values()) {
            AnnotationValue given = Mirrors.given(declaration.pooled(), option.key());
            if (given != null && option.isOf(declaration.names().isKeyed())) {
                checkOne(declaration, option, given.getValue(), problems);
            } else if (given != null) {
                checkForeign(declaration, option, given.getValue(), problems);
            }
        }
        if (problems.hasErrors()) {
            return;
        }
        checkTogether(declaration, Option.MIN_IDLE, Option.MAX_SIZE, problems);
        checkTogether(declaration, Option.INITIAL_SIZE, Option.MAX_SIZE, problems);
        checkTogether(declaration, Option.INITIAL_SIZE, Option.MAX_TOTAL, problems);
        if (Boolean.TRUE.equals(value(declaration, Option.RECLAIM_LEAKED))
                && DurationText.FOREVER.equals(DurationText.parse(text(declaration, Option.LEAK_THRESHOLD)))) {
            at(
                    declaration,
                    Option.RECLAIM_LEAKED,
                    problems,
                    Problem.CONTRADICTION,
                    "reclaimLeaked",
                    "true",
                    "needs a leakThreshold, which is off",
                    "add leakThreshold = \"1m\", say");
        }
    }

    private void checkOne(Declaration declaration, Option option, Object value, Problems problems) {
        if (option.kind() == Option.Kind.NAME || option.kind() == Option.Kind.REFERENCE) {
            checkName(declaration, option, String.valueOf(value), problems);
        } else if (value instanceof Integer number && number < option.least()) {
            at(
                    declaration,
                    option,
                    problems,
                    Problem.RANGE,
                    option.key(),
                    number,
                    "at least " + option.least(),
                    option.defaultText());
        } else if (option.kind() == Option.Kind.TIME) {
            checkTime(declaration, option, String.valueOf(value), problems);
        } else if (option.kind() == Option.Kind.SAMPLE && Sampling.normal(String.valueOf(value)) == null) {
            at(
                    declaration,
                    option,
                    problems,
                    Problem.SAMPLING,
                    option.key(),
                    Secrets.hidden(String.valueOf(value)),
                    option.defaultText());
        }
    }

    private static void checkName(Declaration declaration, Option option, String name, Problems problems) {
        if (name.isBlank()) {
            String instead = option == Option.NAME ? declaration.defaultName() : option.defaultText();
            at(declaration, option, problems, Problem.BLANK_NAME, option.key(), name, instead);
        } else if (Secrets.isIn(name)) {
            at(declaration, option, problems, Problem.SECRET_NAME, option.key(), Secrets.hidden(name));
        }
    }

    /** An option that pools of the other kind have. */
    private static void checkForeign(Declaration declaration, Option option, Object value, Problems problems) {
        boolean isKeyed = declaration.names().isKeyed();
        at(
                declaration,
                option,
                problems,
                Problem.FOREIGN_OPTION,
                option.key(),
                option.kind() == Option.Kind.TIME ? "\"" + value + "\"" : value,
                isKeyed ? "pools without keys" : "pools with keys",
                isKeyed ? "" : "mark the parameter that is the key with @Key, or ");
    }

    private void checkTime(Declaration declaration, Option option, String text, Problems problems) {
        Duration time = DurationText.parse(text);
        if (time == null) {
            at(declaration, option, problems, Problem.DURATION, option.key(), Secrets.hidden(text), suggestion(text));
        } else if (time.isNegative() || (time.isZero() && option.least() > 0)) {
            at(
                    declaration,
                    option,
                    problems,
                    Problem.RANGE,
                    option.key(),
                    "\"" + text + "\"",
                    option.least() > 0 ? "more than zero" : "zero or more",
                    "\"" + option.defaultText() + "\"");
        }
    }

    /** What was probably meant: "30 minutes" is "30m", "10" is "10s". */
    private static String suggestion(String text) {
        String plain = text.toLowerCase(Locale.ROOT)
                .replaceAll("\\s", "")
                .replaceAll("(milliseconds?|millis|msecs?)", "ms")
                .replaceAll("(seconds?|secs?)", "s")
                .replaceAll("(minutes?|mins?)", "m")
                .replaceAll("(hours?|hrs?)", "h")
                .replaceAll("days?", "d");
        String withUnit = plain.matches("\\d+") ? plain + "s" : plain;
        return DurationText.parse(withUnit) == null ? "1h30m" : withUnit;
    }

    private void checkTogether(Declaration declaration, Option lower, Option upper, Problems problems) {
        int least = (Integer) value(declaration, lower);
        int most = (Integer) value(declaration, upper);
        if (least > most) {
            at(
                    declaration,
                    Mirrors.given(declaration.pooled(), lower.key()) != null ? lower : upper,
                    problems,
                    Problem.CONTRADICTION,
                    lower.key(),
                    least,
                    "is more than " + upper.key() + " = " + most,
                    "lower " + lower.key() + " or raise " + upper.key());
        }
    }

    private static void at(
            Declaration declaration, Option option, Problems problems, Problem problem, Object... blanks) {
        problems.at(declaration.annotated(), declaration.pooled(), option.key(), problem, blanks);
    }

    private static Object value(Declaration declaration, Option option) {
        AnnotationValue given = Mirrors.given(declaration.pooled(), option.key());
        if (given != null) {
            return given.getValue();
        }
        return switch (option.kind()) {
            case NUMBER, LIMIT ->
                option.defaultText().equals("none") ? Integer.MAX_VALUE : Integer.parseInt(option.defaultText());
            case FLAG -> Boolean.valueOf(option.defaultText());
            default -> option.defaultText();
        };
    }

    private static String text(Declaration declaration, Option option) {
        return String.valueOf(value(declaration, option));
    }
}

package io.conecta.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.KeyedPool;
import io.conecta.KeyedPoolBuilder;
import io.conecta.KeyedPoolSettings;
import io.conecta.Pool;
import io.conecta.PoolBudget;
import io.conecta.PoolBuilder;
import io.conecta.PoolSettings;
import io.conecta.annotation.Pooled;
import io.conecta.config.ForwardingKeyedPool;
import io.conecta.config.ForwardingPool;
import io.conecta.config.PoolConfiguration;
import io.conecta.config.TypedKeyedPoolBuilder;
import io.conecta.config.TypedPoolBuilder;
import io.conecta.internal.runtime.Option;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An option has one name, one type, one default and one sentence wherever it is written: core, builders, annotation, processor,
 * README.
 */
class OptionsTest {
    private static final Path ROOT = Path.of("..");
    private static final Path API = ROOT.resolve("module-core/src/main/java/io/conecta");

    private static final List<io.conecta.processor.model.Option> ONLY_KEYED =
            List.of(io.conecta.processor.model.Option.MAX_TOTAL, io.conecta.processor.model.Option.KEY_IDLE_TIMEOUT);

    private static io.conecta.processor.model.Option described(Option option) {
        return io.conecta.processor.model.Option.valueOf(option.name());
    }

    private static Class<?> type(Option option) {
        return switch (option.kind()) {
            case NAME, SAMPLE, REFERENCE -> String.class;
            case NUMBER, LIMIT -> int.class;
            case TIME -> Duration.class;
            case FLAG -> boolean.class;
        };
    }

    @Test
    void theProcessorHasTheOptionsOfCoreInTheirOrder() {
        assertThat(Arrays.stream(io.conecta.processor.model.Option.values())
                        .filter(option -> !ONLY_KEYED.contains(option))
                        .map(Enum::name))
                .containsExactlyElementsOf(
                        Arrays.stream(Option.values()).map(Enum::name).toList());
    }

    @ParameterizedTest
    @EnumSource(names = {"MAX_TOTAL", "KEY_IDLE_TIMEOUT"})
    void anOptionOfKeyedPoolsOnlyIsTheSameEverywhere(io.conecta.processor.model.Option option) throws Exception {
        String key = option.key();
        Object value = option.kind() == io.conecta.processor.model.Option.Kind.TIME ? Duration.ofSeconds(7) : 7;
        Class<?> type = value instanceof Integer ? int.class : Duration.class;
        KeyedPoolSettings settings = (KeyedPoolSettings) KeyedPoolSettings.class
                .getMethod(option.setter(), type)
                .invoke(KeyedPoolSettings.defaults().withName("x"), value);
        assertThat(KeyedPoolSettings.class.getMethod(key).invoke(settings)).isEqualTo(value);
        String text = value instanceof Integer ? "7" : "7s";
        assertThat(PoolConfiguration.of(Map.of(key, text))
                        .settings(KeyedPoolSettings.defaults().withName("x")))
                .isEqualTo(settings);
        var typed = new TypedKeyedPoolBuilder<String, Object, KeyedPool<String, Object>>(
                any -> new Object(), pool -> new ForwardingKeyedPool<>(pool) {});
        assertThat(TypedKeyedPoolBuilder.class.getMethod(key, type).invoke(typed.name("x"), value))
                .isSameAs(typed);
        try (var pool = typed.build()) {
            assertThat(pool.settings()).isEqualTo(settings);
        }
        assertThat(KeyedPoolSettings.class
                        .getMethod(key)
                        .invoke(PoolConfiguration.of(Map.of(key, option.defaultText()))
                                .settings(settings)))
                .isEqualTo(KeyedPoolSettings.class.getMethod(key).invoke(KeyedPoolSettings.defaults()));
        assertThat(String.valueOf(Pooled.class.getMethod(key).getDefaultValue()))
                .isEqualTo(option.defaultText().equals("none") ? "" + Integer.MAX_VALUE : option.defaultText());
        Path annotation = ROOT.resolve("module-annotations/src/main/java/io/conecta/annotation/Pooled.java");
        assertThat(javadoc(annotation, key)).startsWith(option.meaning());
        assertThat(javadoc(API.resolve("KeyedPoolBuilder.java"), key))
                .startsWith(option.meaning())
                .endsWith("; default " + (option.defaultText().equals("1m") ? "1 minute" : "none") + ".");
        assertThat(row(key).get(1)).isEqualTo(option.defaultText());
        assertThat(row(key).get(3)).startsWith(option.meaning());
    }

    /** All options of one key have a method of both builders of keyed pools. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"FAIL_FAST", "MIN_SHARE"})
    void keyedBuildersHaveTheOptionsOfEachKey(Option option) throws ReflectiveOperationException {
        assertReturnsItself(KeyedPoolBuilder.class, option.key(), option);
        assertThat(TypedKeyedPoolBuilder.class
                        .getMethod(option.key(), type(option))
                        .getReturnType())
                .isEqualTo(TypedKeyedPoolBuilder.class);
    }

    @Test
    void noOtherMethodLooksLikeAnOption() {
        List<String> keys =
                new ArrayList<>(Stream.of(Option.values()).map(Option::key).toList());
        assertThat(Stream.of(PoolSettings.class.getMethods())
                        .map(Method::getName)
                        .filter(name -> name.startsWith("with") && !name.equals("with"))
                        .map(name -> name.substring(4, 5).toLowerCase(Locale.ROOT) + name.substring(5)))
                .containsExactlyInAnyOrderElementsOf(keys);
        keys.addAll(
                ONLY_KEYED.stream().map(io.conecta.processor.model.Option::key).toList());
        assertThat(Stream.of(Pooled.class.getDeclaredMethods())
                        .map(Method::getName)
                        .filter(name ->
                                !List.of("poolType", "facade").contains(name))) // What is about the generated code.
                .containsExactlyInAnyOrderElementsOf(keys);
    }

    @ParameterizedTest
    @EnumSource
    void kindBoundAndDefaultAreTheSame(Option option) {
        var described = described(option);
        assertThat(described.key()).isEqualTo(option.key());
        assertThat(described.kind().name()).isEqualTo(option.kind().name());
        assertThat(described.defaultText()).isEqualTo(option.text(option.byDefault()));
        // A pool may be paused by maxSize=0, but not built.
        assertThat(described.least()).isEqualTo(option == Option.MAX_SIZE ? 1 : option.least());
    }

    @ParameterizedTest
    @EnumSource
    void settingsAndBuildersHaveItsMethods(Option option) throws ReflectiveOperationException {
        Method getter = PoolSettings.class.getMethod(option.key());
        assertThat(getter.getReturnType()).isEqualTo(type(option));
        assertThat(getter.invoke(PoolSettings.defaults())).isEqualTo(option.byDefault());
        assertReturnsItself(PoolSettings.class, described(option).setter(), option);
        assertReturnsItself(PoolBuilder.class, option.key(), option);
        assertThat(TypedPoolBuilder.class.getMethod(option.key(), type(option)).getReturnType())
                .isEqualTo(TypedPoolBuilder.class);
    }

    /** A value that is not the default goes in by each door and comes out again under the same name. */
    @ParameterizedTest
    @EnumSource
    void everyDoorLeadsToTheSameOption(Option option) throws ReflectiveOperationException {
        Object value = switch (option.kind()) {
            case NAME -> "orders";
            case NUMBER, LIMIT -> 7;
            case TIME -> Duration.ofSeconds(7);
            case FLAG -> !(boolean) option.byDefault();
            case SAMPLE -> "1/7";
            case REFERENCE -> "db-main";
        };
        PoolSettings settings = (PoolSettings) PoolSettings.class
                .getMethod(described(option).setter(), type(option))
                .invoke(PoolSettings.defaults().withLeakThreshold(Duration.ofSeconds(8)), value);
        assertThat(PoolSettings.class.getMethod(option.key()).invoke(settings)).isEqualTo(value);
        assertThat(settings.toMap()).containsEntry(option.key(), option.text(value));
        assertThat(PoolConfiguration.of(Map.of(option.key(), option.text(value)))
                        .settings(PoolSettings.defaults().withLeakThreshold(Duration.ofSeconds(8))))
                .isEqualTo(settings);
        PoolBuilder<Object> builder =
                Pool.builder(Object::new).leakThreshold(Duration.ofSeconds(8)).budget(PoolBudget.of(10));
        assertThat(PoolBuilder.class.getMethod(option.key(), type(option)).invoke(builder, value))
                .isSameAs(builder);
        try (Pool<Object> pool = builder.build()) {
            assertThat(pool.settings().withName("x")).isEqualTo(settings.withName("x"));
        }
        TypedPoolBuilder<Object, Pool<Object>> typed =
                new TypedPoolBuilder<>(Object::new, pool -> new ForwardingPool<>(pool) {});
        typed.leakThreshold(Duration.ofSeconds(8)).budget(PoolBudget.of(10));
        assertThat(TypedPoolBuilder.class.getMethod(option.key(), type(option)).invoke(typed, value))
                .isSameAs(typed);
        try (Pool<Object> pool = typed.build()) {
            assertThat(pool.settings().withName("x")).isEqualTo(settings.withName("x"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theAnnotationHasItsAttribute(Option option) throws ReflectiveOperationException {
        Method attribute = Pooled.class.getMethod(option.key());
        Class<?> type = type(option);
        assertThat(attribute.getReturnType()).isEqualTo(option.kind() == Option.Kind.TIME ? String.class : type);
        Object value = attribute.getDefaultValue();
        assertThat(value instanceof Integer ? option.text(value) : String.valueOf(value))
                .isEqualTo(option.text(option.byDefault()));
    }

    @ParameterizedTest
    @EnumSource
    void itsSentenceIsTheSameEverywhere(Option option) throws IOException {
        String sentence = described(option).meaning();
        String key = option.key();
        assertThat(javadoc(API.resolve("PoolSettings.java"), key)).startsWith(sentence);
        assertThat(javadocOfBuilder(key)).startsWith(sentence);
        assertThat(javadoc(ROOT.resolve("module-annotations/src/main/java/io/conecta/annotation/Pooled.java"), key))
                .startsWith(sentence);
        assertThat(row(key).get(3)).startsWith(sentence);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NAME")
    void itsDefaultIsDocumented(Option option) throws IOException {
        String text = option.text(option.byDefault());
        assertThat(javadoc(API.resolve("PoolSettings.java"), option.key())).endsWith("; default " + text + ".");
        assertThat(javadocOfBuilder(option.key())).endsWith("; default " + text + ".");
        List<String> row = row(option.key());
        assertThat(row.get(1)).isEqualTo(text);
        String bound = switch (option.kind()) {
            case NUMBER, LIMIT -> "≥ " + described(option).least();
            default -> "> 0";
        };
        assertThat(row.get(2).endsWith(", " + bound))
                .isEqualTo(described(option).least() > 0);
    }

    @Test
    void theReadmeNamesTheOptionsThatTakeANumberOnly() throws IOException {
        Matcher found = Pattern.compile("UNLIMITED`\\.([^.]*) take a\\s+number only\\.")
                .matcher(Files.readString(ROOT.resolve("README.md")));
        assertThat(found.find()).isTrue();
        assertThat(Pattern.compile("`(\\w+)`").matcher(found.group(1)).results().map(name -> name.group(1)))
                .containsExactlyElementsOf(Stream.of(Option.values())
                        .filter(option -> option.kind() == Option.Kind.NUMBER)
                        .map(Option::key)
                        .toList());
    }

    /** A method of its own returns the class; one that it has in common with another returns what the class says it is. */
    private static void assertReturnsItself(Class<?> type, String method, Option option)
            throws ReflectiveOperationException {
        Type returned = type.getMethod(method, type(option)).getGenericReturnType();
        if (returned instanceof TypeVariable<?>) {
            returned = ((ParameterizedType) type.getGenericSuperclass()).getActualTypeArguments()[0];
        }
        assertThat(returned instanceof ParameterizedType parameterized ? parameterized.getRawType() : returned)
                .isEqualTo(type);
    }

    /** {@return as below, of a method of {@link PoolBuilder}: its own, or one that builders have in common} */
    private static String javadocOfBuilder(String method) throws IOException {
        boolean own = Stream.of(PoolBuilder.class.getDeclaredMethods())
                .anyMatch(
                        each -> each.getName().equals(method) && !each.getName().equals("budget"));
        return javadoc(API.resolve(own ? "PoolBuilder.java" : "AbstractPoolBuilder.java"), method);
    }

    /** {@return what a method's javadoc says, as one plain sentence that begins with a small letter, without the block tags} */
    private static String javadoc(Path file, String method) throws IOException {
        Matcher found = Pattern.compile(
                        "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*[^/;{}]* " + method + "\\([^)]*\\)", Pattern.DOTALL)
                .matcher(Files.readString(file));
        assertThat(found.find()).as("%s in %s", method, file).isTrue();
        String text = found.group(1)
                .replaceAll("(?s)(?:\\s+\\*)+ @.*", "")
                .replaceAll("\\s+\\*?\\s*", " ")
                .replaceAll("\\{@(?:code|link) ([^}]*)}", "$1")
                .replaceAll("\\{@return (.*)}", "$1")
                .strip();
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1) + (text.endsWith(".") ? "" : ".");
    }

    /** {@return the cells of an option's row in the README, as plain text} */
    private static List<String> row(String key) throws IOException {
        String start = "| `" + key + "` | ";
        List<String> rows = Files.readAllLines(ROOT.resolve("README.md")).stream()
                .filter(line -> line.startsWith(start))
                .toList();
        assertThat(rows).as(key).hasSize(1);
        return Stream.of(rows.get(0).substring(1).split("\\|"))
                .map(cell -> cell.replace("`", "").strip())
                .toList();
    }
}

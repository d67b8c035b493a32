package io.conecta.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.processor.model.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.boot.json.JsonParserFactory;

/**
 * What IDEs know of {@code conecta.pools} comes from where the compiler, the forms of consoles and the documentation have it. With
 * {@code -DargLine=-Dconecta.write=true} the record is written instead of compared.
 */
class MetadataTest {
    private static final Path SOURCES = Path.of("../module-spring/src/main");
    private static final Path RECORD = SOURCES.resolve("java/io/conecta/spring/PoolOptions.java");

    /** The name is part of the property; keyed pools are no beans. */
    private static final Set<Option> NOT_HERE = Set.of(Option.NAME, Option.MAX_TOTAL, Option.KEY_IDLE_TIMEOUT);

    private static List<Option> options() {
        return Arrays.stream(Option.values())
                .filter(option -> !NOT_HERE.contains(option))
                .toList();
    }

    private static String type(Option option) {
        return switch (option.kind()) {
            case NUMBER -> "Integer";
            case FLAG -> "Boolean";
            default -> "String"; // Or "none", or "off".
        };
    }

    private static String byDefault(Option option) {
        return option == Option.FAIL_FAST
                ? "false, whatever the class says"
                : option.defaultText() + " unless the class says otherwise";
    }

    private static String source() {
        StringBuilder text = new StringBuilder("""
                package io.conecta.spring;

                import org.jspecify.annotations.Nullable;

                /**
                 * What may stand under {@code conecta.pools.<pool name>}, beside the parameters of the pooled class; for IDEs, which show it. Nothing is
                 * bound to it: the text itself is read, so that {@code off} and {@code none} can be written.
                 *
                 * @param enabled whether the pool is a bean; the default is true
                 * @param type the class of the pooled objects, for one more pool of it, which is called as it is here
                """);
        options()
                .forEach(option -> text.append(" * @param %s %s; the default is %s\n"
                        .formatted(option.key(), option.meaning(), byDefault(option))));
        text.append("""
                 */
                public record PoolOptions(
                        @Nullable Boolean enabled,
                        @Nullable Class<?> type,
                """);
        String components = String.join(
                ",\n",
                options().stream()
                        .map(option -> "        @Nullable " + type(option) + " " + option.key())
                        .toList());
        return text.append(components).append(") {}\n").toString();
    }

    /** A difference is mended by the property above. */
    @Test
    void theRecordIsMadeFromTheOptions() throws IOException {
        if (Boolean.getBoolean("conecta.write")) {
            Files.writeString(RECORD, source());
        }
        assertThat(source().replaceAll("\\s+\\*?\\s*", " "))
                .isEqualTo(Files.readString(RECORD).replaceAll("\\s+\\*?\\s*", " "));
    }

    @Test
    void everyOptionOfThePoolIsThere() {
        Set<String> keys =
                new TreeSet<>(io.conecta.PoolSettings.defaults().toMap().keySet());
        keys.remove("name");
        keys.addAll(Set.of("enabled", "type"));
        assertThat(Arrays.stream(PoolOptions.class.getRecordComponents()).map(component -> component.getName()))
                .containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void theMetadataNamesTheRecord() throws IOException {
        Map<String, Object> metadata = JsonParserFactory.getJsonParser()
                .parseMap(Files.readString(SOURCES.resolve("resources/META-INF/spring-configuration-metadata.json")));
        assertThat(metadata.get("properties"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .first()
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("name", "conecta.pools")
                .containsEntry("type", "java.util.Map<java.lang.String," + PoolOptions.class.getName() + ">");
    }
}

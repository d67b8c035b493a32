package io.conecta.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.internal.runtime.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The forms that consoles make of the metatype. */
class FormTest {
    private static final Pattern ATTRIBUTE = Pattern.compile("<AD id=\"([^\"]+)\" name=\"[^\"]+\" type=\"([^\"]+)\"");

    /** Core's options, so that a new one is in the forms too. */
    @Test
    void everyOptionIsInTheForm() {
        String form = Compilation.of("""
                        package a;
                        @io.conecta.annotation.Pooled
                        public class Session {}
                        """).withOsgi().succeeds().file("OSGI-INF/metatype/a.SessionPool.xml");

        List<String> options =
                new ArrayList<>(Stream.of(Option.values()).map(Option::key).toList());
        options.remove("failFast"); // It makes no difference to a service.
        options.set(options.indexOf("name"), "pool.name");
        options.add("service.ranking");
        assertThat(ATTRIBUTE.matcher(form).results().map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(options);
    }

    @Test
    void whatLooksSecretIsAPasswordWithoutADefault() {
        Compilation.Result result = Compilation.of("""
                        package a;
                        import io.conecta.annotation.*;
                        import java.net.URI;
                        import java.time.Duration;
                        import java.util.List;
                        @Pooled(name = "orders")
                        public class Session {
                            public enum Auth { PLAIN, DIGEST }
                            public Session(
                                @Setting(defaultValue = "hunter2") String apiKey,
                                @Setting(name = "keystore.pwd", defaultValue = "hunter2") String store,
                                @Setting(defaultValue = "4711") int passcode,
                                @Setting(defaultValue = "hunter2") List<String> tokens,
                                @Setting(defaultValue = "ftp://anna:hunter2@host") URI uri,
                                @Setting(defaultValue = "password=hunter2") String more,
                                @Setting(defaultValue = "DIGEST") Auth auth,
                                @Setting(defaultValue = "true") boolean smtpAuth,
                                @Setting(defaultValue = "5m") Duration secretRotation,
                                @Setting(defaultValue = "orders") String keyspace,
                                @Setting(defaultValue = "ftp://host") URI plain) {}
                            @Ping boolean alive() { return true; }
                            @Destroy void quit() {}
                        }
                        """).withOsgi().succeeds();

        String form = result.file("OSGI-INF/metatype/a.SessionPool.xml");
        assertThat(form).doesNotContain("hunter2", "4711");
        Map<String, String> types = new TreeMap<>();
        ATTRIBUTE.matcher(form).results().forEach(found -> types.put(found.group(1), found.group(2)));
        assertThat(types)
                .containsAllEntriesOf(Map.of(
                        ".apiKey", "Password",
                        ".keystore.pwd", "Password",
                        ".passcode", "Password",
                        ".tokens", "Password",
                        ".uri", "Password",
                        ".more", "Password",
                        "auth", "String",
                        "smtpAuth", "Boolean",
                        "keyspace", "String",
                        "plain", "String"));
        for (String text : List.of("DIGEST", "true", "5m", "orders", "ftp://host")) {
            assertThat(form).contains("default=\"" + text + "\"");
        }
        assertThat(result.file("OSGI-INF/a.SessionPool.xml")).doesNotContain("hunter2", "4711");
    }
}

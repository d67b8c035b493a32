package io.conecta.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.demo.EchoServer;
import io.conecta.demo.Transcript;
import io.conecta.it.Built;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.pool2.KeyedObjectPool;
import org.apache.commons.pool2.KeyedPooledObjectFactory;
import org.apache.commons.pool2.ObjectPool;
import org.apache.commons.pool2.PooledObjectFactory;
import org.apache.commons.pool2.impl.AbandonedConfig;
import org.apache.commons.pool2.impl.BaseGenericObjectPool;
import org.apache.commons.pool2.impl.BaseObjectPoolConfig;
import org.apache.commons.pool2.impl.EvictionConfig;
import org.apache.commons.pool2.impl.EvictionPolicy;
import org.apache.commons.pool2.impl.GenericKeyedObjectPool;
import org.apache.commons.pool2.impl.GenericKeyedObjectPoolConfig;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docs/from-commons-pool2.md} leaves out nothing that commons-pool2 has, and its code does the same before and after. */
class CommonsPoolDocIT {
    private static final Pattern BLOCK = Pattern.compile("```java\n// (before|after|bridge)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ACCESSOR = Pattern.compile("(?:get|set|is)([A-Z])(\\w*?)(?:Duration)?");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            classes = {
                BaseObjectPoolConfig.class,
                GenericObjectPoolConfig.class,
                GenericKeyedObjectPoolConfig.class,
                AbandonedConfig.class,
                EvictionPolicy.class,
                EvictionConfig.class,
                PooledObjectFactory.class,
                KeyedPooledObjectFactory.class,
                ObjectPool.class,
                KeyedObjectPool.class,
                BaseGenericObjectPool.class,
                GenericObjectPool.class,
                GenericKeyedObjectPool.class,
            })
    void everySettingAndMethodIsNamed(Class<?> type) throws IOException {
        String page = page();
        List<String> names = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .filter(method -> !method.isAnnotationPresent(Deprecated.class))
                .map(Method::getName)
                .filter(name -> !List.of("clone", "copy").contains(name))
                .distinct()
                .toList();

        assertThat(names).isNotEmpty();
        assertThat(names).filteredOn(name -> !isOn(page, name)).isEmpty();
    }

    @Test
    void theCodeDoesTheSameBeforeAndAfter() throws Exception {
        assertThat(said("before")).containsExactly("hello", "by key").isEqualTo(said("after"));
    }

    @Test
    void theBridgeDoesTheSameWithTheSameFactory() throws Exception {
        assertThat(said("bridge")).containsExactly("hello", "hello again");
    }

    /** Whether a method is named, or the setting that it reads or writes: {@code maxWait} for {@code getMaxWaitDuration}. */
    private static boolean isOn(String page, String method) {
        Matcher accessor = ACCESSOR.matcher(method);
        String names = method;
        if (accessor.matches()) {
            names += "|" + accessor.group(1).toLowerCase(Locale.ROOT) + accessor.group(2);
        }
        return Pattern.compile("`(" + names + ")(Duration)?\\b").matcher(page).find();
    }

    private List<String> said(String when) throws Exception {
        Path sources = Files.createDirectories(folder.resolve(when));
        StringBuilder body = new StringBuilder();
        try (EchoServer server = EchoServer.start(0, Transcript.silent())) {
            for (MatchResult block : BLOCK.matcher(page()).results().toList()) {
                String code = block.group(2)
                        .replace("\"localhost\", 7", "\"127.0.0.1\", " + server.port())
                        .replace("\"localhost\"", "\"127.0.0.1\"")
                        .replaceAll("\\b7\\b", String.valueOf(server.port()));
                boolean bridged = when.equals("bridge") && code.startsWith("package "); // The factory of before.
                if (!block.group(1).equals(when) && !bridged) {
                    continue;
                }
                if (code.startsWith("package ")) {
                    Files.writeString(sources.resolve("SessionFactory.java"), code);
                } else {
                    body.append("{\n").append(code).append("}\n");
                }
            }
            Files.writeString(sources.resolve("Session.java"), session());
            Files.writeString(sources.resolve("Main.java"), """
                    package com.acme;

                    import io.conecta.*;
                    import io.conecta.commons.*;
                    import java.time.Duration;
                    import java.util.*;
                    import java.util.concurrent.*;
                    import java.util.function.*;
                    import org.apache.commons.pool2.*;
                    import org.apache.commons.pool2.impl.*;

                    public class Main {
                        public static void main(String[] args) throws Exception {
                            %s
                        }
                    }
                    """.formatted(body));
            return run(sources);
        }
    }

    private List<String> run(Path sources) throws Exception {
        String path = String.join(
                System.getProperty("path.separator"),
                Built.jar("module-core").toString(),
                Built.jar("module-annotations").toString(),
                Built.jar("module-commons-pool2").toString(),
                Path.of(ObjectPool.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI())
                        .toString());
        Path classes = sources.resolve("classes");
        List<String> arguments = new ArrayList<>(List.of(
                "-cp", path, "-proc:none", "-Xlint:all", "-Werror", "--release", "17", "-d", classes.toString()));
        try (var files = Files.list(sources)) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        Run compiled = Run.jdk("javac", arguments.toArray(String[]::new));
        assertThat(compiled.status()).as(compiled.output()).isZero();
        Run run = Run.jdk("java", "-cp", classes + System.getProperty("path.separator") + path, "com.acme.Main");
        assertThat(run.status()).as(run.output()).isZero();
        return run.lines();
    }

    private static String page() throws IOException {
        return Files.readString(Built.file("docs/from-commons-pool2.md"));
    }

    /** The README's class, which both pools hold. */
    private static String session() throws IOException {
        String readme = Files.readString(Built.file("README.md"));
        int start = readme.indexOf("package com.acme;");
        return readme.substring(start, readme.indexOf("```", start));
    }
}

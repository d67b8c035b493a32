package io.conecta.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No class looks up another by its name, or a member of one: so a native image needs to be told nothing, and obfuscators and linkers may do
 * as they like. Read from the byte code of core, of the annotations and of what is generated for every shape in {@code src/test/golden}.
 */
class ReflectionTest {
    /** What core does of the kind, and why that is no reflection that anybody must declare. */
    private static final Set<String> ALLOWED = Set.of(
            // VarHandles of the class's own fields, with constants: an image's builder looks them up itself.
            "internal.flow.HookWatch: MethodHandles.lookup",
            "internal.flow.HookWatch: MethodHandles$Lookup.findVarHandle",
            "internal.store.IdentityTable: MethodHandles.arrayElementVarHandle",
            "internal.store.Signals: MethodHandles.lookup",
            "internal.store.Signals: MethodHandles$Lookup.findVarHandle",
            "internal.store.Slot: MethodHandles.lookup",
            "internal.store.Slot: MethodHandles$Lookup.findVarHandle",
            // The same by updaters.
            "internal.runtime.Guard: AtomicIntegerFieldUpdater.newUpdater",
            "internal.waiting.WaitQueue$Waiter: AtomicIntegerFieldUpdater.newUpdater",
            // Providers, which an image's builder finds in META-INF/services and in modules.
            "config.Providers: ServiceLoader.load",
            "config.Providers: ServiceLoader.stream",
            // The elements of an array that a configuration holds, one after the other: no name is looked up.
            "config.TextForm: Array.get",
            "config.TextForm: Array.getLength",
            // A creator's parameter of type Class, whose value is a name in the user's configuration: that class the
            // user declares.
            "config.Conversion: Class.forName",
            // The option jmx, off unless set: JMX looks at PoolMXBean by reflection.
            "internal.Management$Server: StandardMBean.<init>",
            "internal.Management$Server: MBeanServer.registerMBean");

    private static final Set<String> OF_CLASS = Set.of(
            "forName",
            "newInstance",
            "getResource",
            "getResourceAsStream",
            "getRecordComponents",
            "getPermittedSubclasses",
            "getNestMembers",
            "getEnclosingMethod",
            "getAnnotation",
            "getAnnotations",
            "isAnnotationPresent");

    private static final Set<String> REFLECTIVE_TYPES = Set.of(
            "java.beans.Introspector",
            "java.io.ObjectInputStream",
            "java.io.ObjectOutputStream",
            "java.lang.invoke.MethodHandle",
            "java.lang.invoke.MethodHandleProxies",
            "java.lang.invoke.MethodHandles",
            "java.lang.invoke.MethodHandles$Lookup",
            "java.util.ResourceBundle",
            "java.util.ServiceLoader",
            "javax.management.JMX",
            "javax.management.StandardMBean",
            "javax.script.ScriptEngineManager",
            "sun.misc.Unsafe");

    @Test
    void coreLooksUpNothingByItsNameButWhatIsListed() {
        assertThat(reflective(List.of(Compilation.classes("module-core")))).isEqualTo(new TreeSet<>(ALLOWED));
    }

    @Test
    void annotationsLookUpNothing() {
        assertThat(reflective(List.of(Compilation.classes("module-annotations"))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.conecta.processor.GoldenTest#shapes")
    void generatedClassesLookUpNothing(String shape) throws Exception {
        var compiled = GoldenTest.compilation(shape).succeeds();

        assertThat(compiled.classes()).isDirectoryRecursivelyContaining("glob:**.class");
        assertThat(reflective(List.of(compiled.classes()))).isEmpty();
    }

    /** So that the tests above cannot pass because nothing is found. */
    @Test
    void whatLooksUpIsFound() {
        var compiled = Compilation.of("""
                package com.acme;
                import java.lang.reflect.Proxy;
                final class Sly {
                    interface Load { Class<?> load(String name) throws ReflectiveOperationException; }
                    Load load = Class::forName;
                    Object all(Class<?> type, ClassLoader loader) throws Exception {
                        type.getDeclaredField("a").get(null);
                        type.getMethod("b");
                        type.getConstructor().newInstance();
                        loader.loadClass("c");
                        Sly.class.getResourceAsStream("d");
                        return Proxy.newProxyInstance(loader, new Class<?>[0], null);
                    }
                }
                """).succeeds();

        assertThat(reflective(List.of(compiled.classes())))
                .containsExactlyInAnyOrder(
                        "com.acme.Sly: Class.forName",
                        "com.acme.Sly: Class.getDeclaredField",
                        "com.acme.Sly: Field.get",
                        "com.acme.Sly: Class.getMethod",
                        "com.acme.Sly: Class.getConstructor",
                        "com.acme.Sly: Constructor.newInstance",
                        "com.acme.Sly: ClassLoader.loadClass",
                        "com.acme.Sly: Class.getResourceAsStream",
                        "com.acme.Sly: Proxy.newProxyInstance");
    }

    /** {@return the calls and method references that look something up by its name, as {@code class: type.method}} */
    private static Set<String> reflective(List<Path> folders) {
        JavaClasses classes = new ClassFileImporter().importPaths(folders);
        return classes.stream()
                .flatMap(type -> Stream.concat(
                        type.getCodeUnitCallsFromSelf().stream(), type.getCodeUnitReferencesFromSelf().stream()))
                .filter(access -> looksUp(access.getTarget()))
                .map(ReflectionTest::text)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean looksUp(CodeUnitAccessTarget target) {
        String owner = target.getOwner().getName();
        String name = target.getName();
        return switch (owner) {
            case "java.lang.Class" ->
                OF_CLASS.contains(name)
                        || name.startsWith("getDeclared")
                        || name.matches("get(Method|Field|Constructor)s?");
            case "java.lang.ClassLoader", "java.lang.Module" ->
                name.contains("Resource") || name.equals("loadClass") || name.equals("defineClass");
            case "javax.management.MBeanServer" -> name.startsWith("register") || name.startsWith("create");
            default ->
                REFLECTIVE_TYPES.contains(owner)
                        || owner.startsWith("java.lang.reflect.")
                        || (owner.startsWith("java.util.concurrent.atomic.") && name.equals("newUpdater"));
        };
    }

    private static String text(JavaAccess<? extends CodeUnitAccessTarget> access) {
        String from = access.getOriginOwner().getName().replaceFirst("^io\\.conecta\\.", "");
        String owner = access.getTarget().getOwner().getName();
        return from + ": " + owner.substring(owner.lastIndexOf('.') + 1) + "."
                + access.getTarget().getName();
    }
}

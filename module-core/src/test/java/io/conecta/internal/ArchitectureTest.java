package io.conecta.internal;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.conecta.CloseFunc;
import io.conecta.KeyedPoolBuilder;
import io.conecta.NewFunc;
import io.conecta.PingFunc;
import io.conecta.PoolBudget;
import io.conecta.PoolBuilder;
import io.conecta.PoolListener;
import io.conecta.PoolQueue;
import io.conecta.PrepareFunc;
import io.conecta.ResetFunc;
import io.conecta.config.Budgets;
import io.conecta.config.LeasedBudget;
import io.conecta.internal.flow.QueueOrder;
import io.conecta.internal.runtime.Clock;
import io.conecta.internal.runtime.ContextLoader;
import io.conecta.internal.runtime.DurationText;
import io.conecta.internal.runtime.Failures;
import io.conecta.internal.runtime.Option;
import io.conecta.internal.runtime.Require;
import io.conecta.internal.runtime.Secrets;
import io.conecta.internal.runtime.Spelling;
import io.conecta.internal.runtime.UserCode;
import java.net.URL;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Architecture")
class ArchitectureTest {
    private static final String API = "io.conecta";
    private static final String CONFIG = "io.conecta.config";
    private static final String INTERNAL = "io.conecta.internal..";
    /** What is only to be touched where the runtime has the modules jdk.jfr and java.management. */
    private static final DescribedPredicate<JavaClass> MAY_BE_ABSENT = describe(
            "the recorder's events or the MBean server's registration",
            type -> type.getName().startsWith("io.conecta.internal.runtime.FlightEvents")
                    || type.getName().startsWith("io.conecta.internal.Management"));

    private static final JavaClasses CLASSES = new ClassFileImporter().importUrl(whereTheClassesAre());

    private static URL whereTheClassesAre() {
        return PoolBuilder.class.getProtectionDomain().getCodeSource().getLocation();
    }

    @Test
    @DisplayName(
            "the API needs neither configurations nor the engine, but for builders and budgets, and for how options are declared")
    void oneWayIn() {
        noClasses()
                .that()
                .resideInAPackage(API)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(CONFIG)
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage(API, CONFIG)
                .and()
                .doNotHaveFullyQualifiedName(PoolBuilder.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(KeyedPoolBuilder.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(PoolBudget.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(LeasedBudget.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(Budgets.class.getName())
                .should()
                .dependOnClassesThat(resideInAPackage(INTERNAL)
                        .and(not(belongToAnyOf(
                                Option.class,
                                Require.class,
                                DurationText.class,
                                Failures.class,
                                Secrets.class,
                                Spelling.class,
                                ContextLoader.class))))
                .check(CLASSES);
    }

    @Test
    @DisplayName("the engine needs the API, the JDK's base, and nothing else")
    void noDependencies() {
        classes()
                .that()
                .resideInAPackage(INTERNAL)
                .and(not(MAY_BE_ABSENT))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        API,
                        INTERNAL,
                        "java.lang..",
                        "java.util..",
                        "java.time..",
                        "java.security",
                        "java.lang.ref",
                        "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    @DisplayName("the flight recorder's events / only those touch them that know whether there is a recorder")
    void recorderMayBeAbsent() {
        noClasses()
                .that()
                .haveNameNotMatching("io\\.conecta\\.internal\\.runtime\\.(Flight|FlightEvents.*|Instruments)")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("io\\.conecta\\.internal\\.runtime\\.FlightEvents.*")
                .check(CLASSES);
    }

    @Test
    @DisplayName("rooms of the engine / each uses those below it and none above")
    void arrowsGoDown() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("pool")
                .definedBy("io.conecta.internal")
                .layer("flow")
                .definedBy("io.conecta.internal.flow")
                .layer("budget")
                .definedBy("io.conecta.internal.budget")
                .layer("waiting")
                .definedBy("io.conecta.internal.waiting")
                .layer("store")
                .definedBy("io.conecta.internal.store")
                .layer("runtime")
                .definedBy("io.conecta.internal.runtime")
                .whereLayer("pool")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("flow")
                .mayOnlyBeAccessedByLayers("pool")
                .whereLayer("budget")
                .mayOnlyBeAccessedByLayers("pool")
                .whereLayer("waiting")
                .mayOnlyBeAccessedByLayers("pool", "flow")
                .whereLayer("store")
                .mayOnlyBeAccessedByLayers("pool", "flow", "waiting")
                .whereLayer("runtime")
                .mayOnlyBeAccessedByLayers("pool", "flow", "waiting", "store", "budget")
                .check(CLASSES);
    }

    @Test
    @DisplayName("hooks and listeners are called in one class")
    void oneDoorToHooks() {
        for (Class<?> hook : List.of(
                NewFunc.class,
                PingFunc.class,
                CloseFunc.class,
                PrepareFunc.class,
                ResetFunc.class,
                PoolListener.class)) {
            noClasses()
                    .that()
                    .resideInAPackage(INTERNAL)
                    .and()
                    .doNotHaveFullyQualifiedName(UserCode.class.getName())
                    .should()
                    .callMethodWhere(target(owner(assignableTo(hook))))
                    .check(CLASSES);
        }
    }

    @Test
    @DisplayName("a user's queue is called in one class")
    void oneDoorToQueues() {
        noClasses()
                .that()
                .resideInAPackage(INTERNAL)
                .and()
                .doNotHaveFullyQualifiedName(QueueOrder.class.getName())
                .should()
                .callMethodWhere(target(owner(assignableTo(PoolQueue.class))))
                .check(CLASSES);
    }

    @Test
    @DisplayName("time comes from the clock, and nothing is left in threads")
    void noOtherTime() {
        noClasses()
                .that()
                .resideInAPackage(INTERNAL)
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(INTERNAL)
                .and()
                .doNotImplement(Clock.class)
                .should()
                .callMethod(System.class, "nanoTime")
                .check(CLASSES);
        noClasses()
                .that(resideInAPackage(INTERNAL))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocal.class)
                .check(CLASSES);
    }
}

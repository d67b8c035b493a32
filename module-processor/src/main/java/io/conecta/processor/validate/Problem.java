package io.conecta.processor.validate;

import javax.tools.Diagnostic.Kind;

/**
 * Everything the processor has to say. A text's blanks are filled with names and values of the user's; it ends with the way out.
 *
 * <p>{@code docs/problems.md} is made of these.
 */
public enum Problem {
    NOT_A_CLASS(
            101,
            "not a class",
            "@Pooled %s: %s cannot be pooled, %s; annotate a class, or a static method that returns one"),
    ABSTRACT(
            102,
            "an abstract class without a factory",
            "@Pooled %s: an abstract class cannot be created; make it concrete, or mark a static method that returns one with"
                    + " @New"),
    PING_PARAMETERS(103, "wrong parameters on a ping", "@Ping %s: takes at most one int (the failure count); %s"),
    PING_RETURN(
            104,
            "wrong return type on a ping",
            "@Ping %s: returns %s; return boolean (whether the object is healthy), or void and throw when it is not"),
    HOOK_PARAMETERS(105, "parameters on another hook", "@%s %s: takes no parameters; remove %s"),
    HOOK_RETURN(
            106,
            "a return value on another hook",
            "@%s %s: returns %s, which would be ignored; return void, and throw if it goes wrong"),
    SEVERAL(107, "two methods with the same role", "@%s %s: %s has another @%1$s, %s; keep one"),
    PRIVATE_MEMBER(
            108,
            "a private method or constructor",
            "@%s %s: is private, and generated code could not call it; remove \"private\""),
    PRIVATE_CLASS(
            109,
            "a private class",
            "@Pooled %s: %s is private, and generated code could not see it; remove \"private\""),
    GENERIC(
            110,
            "a generic class",
            "@Pooled %s: %s has type parameters, and a pool is of one type; pool a subclass that binds them, as in class %s"
                    + " extends %s, or a static method that returns %4$s"),
    INNER(111, "an inner class", "@Pooled %s: an inner class needs an object around it; make it static"),
    NO_CONSTRUCTOR(
            112,
            "no accessible constructor",
            "@Pooled %s: generated code can call none of its constructors; make one package-private, or mark a static method"
                    + " that returns one with @New"),
    SEVERAL_CONSTRUCTORS(
            113,
            "several constructors, none marked",
            "@Pooled %s: has %d constructors that could create it; mark the one to use with @New"),
    NEW_NOT_STATIC(
            114,
            "an instance method as creator",
            "@New %s: an instance method cannot create the first object; make it static"),
    NEW_RETURN(115, "a factory for another type", "@New %s: returns %s; return %s"),
    STATIC_HOOK(116, "a static hook for another type", "@%s %s: a static method takes the object first; make %s"),
    THROWS(
            117,
            "an exception that hooks cannot throw",
            "@%s %s: throws %s, which is not an Exception; declare Exception or a subclass"),
    HIDDEN_TYPE(
            118,
            "a type that generated code cannot see",
            "@%s %s: generated code in package %s cannot see %s; make it at least package-private"),
    HIDDEN_MEMBER(
            119,
            "an inherited method that generated code cannot call",
            "@%s %s: is not visible in package %s, where generated code is; override it in %s"),
    BOUND(
            121,
            "a type parameter that configuration cannot fill",
            "@New %s: configuration cannot fill the type parameter %s extends %s; use a plain type, or bound it by one class"
                    + " without type arguments"),
    SETTING_IS_OPTION(
            122,
            "a setting named like an option",
            "parameter %s: %s is an option of every pool; rename the parameter, or give it another key, as in"
                    + " @Setting(name = \"%s\")"),
    SETTING_NAME(
            123,
            "an invalid key",
            "@Setting(name = \"%s\"): a key is letters, digits, '_', '-' and '.', begins with a letter, and does not begin with"
                    + " pool. or service. or component.; write for instance \"%s\""),
    SETTING_TWICE(
            124,
            "two settings with the same key",
            "parameter %s: the key %s is taken by another parameter; rename one"),
    SETTING_DEFAULT(125, "a default that does not parse", "@Setting(defaultValue = \"%s\") %s: is not %s; write %s"),
    SETTING_NO_TEXT(
            126,
            "a default for an object",
            "@Setting(defaultValue = \"%s\") %s: a %s has no text form, the caller supplies it; remove the default"),
    METHOD_NOT_STATIC(
            127,
            "a pooled method that cannot be called",
            "@Pooled %s: generated code could not call it, it is %s; make it static and not private"),
    METHOD_RETURN(128, "a pooled method that returns no class, or a generic one", "@Pooled %s: returns %s; return %s"),
    NAME_TWICE(
            129,
            "two pools with the same name",
            "@Pooled %s: would generate %s, and so would %s; rename one, or choose another name by poolType"),
    NAME_TAKEN(
            130,
            "a handwritten type is in the way",
            "@Pooled %s: would generate %s, which exists; rename the existing one, or choose another name by poolType"),
    NEW_AND_POOLED(131, "@New on a pooled method", "@New %s: @Pooled already implies it; remove @New"),

    LOMBOK(
            132,
            "Lombok has not run",
            "@Pooled %s: Lombok should have generated its constructor, but did not; put lombok on the processor path, or write the"
                    + " constructor"),
    RIVALS(
            133,
            "two interfaces with the same role",
            "@%s %s: inherits it from %s and from %s, and neither interface extends the other; override the one to use in"
                    + " %2$s, with @%1$s"),
    SUPER_BUILDER(
            134,
            "only a constructor that takes a builder",
            "@Pooled %s: its constructor takes the builder of @SuperBuilder, which configuration cannot fill; add"
                    + " @AllArgsConstructor, or mark a static method that returns one with @New"),
    NO_NAMES(
            135,
            "a class file without parameter names",
            "@Pooled %s: was read from a class file that does not name its parameters, so keys would be called arg0; compile it"
                    + " with -parameters or -g, or name every key, as in @Setting(name = \"host\")"),
    OWN_OUTPUT(
            136,
            "generated code among the sources",
            "@Pooled %s: would generate %s, which an earlier run of this processor has written and which is among the sources;"
                    + " exclude the folder of generated sources, or compile with -proc:none"),
    KEY_ARRAY(
            137,
            "an array as key",
            "@Key %s: %s is equal to itself only, so no key would come again; take a List<%s>, or a type with equals"),
    KEY_VARIABLE(
            138,
            "a key with a type variable",
            "@Key %s: the pool cannot have keys of type %s, which each caller would choose; take a type without type variables"),
    KEY_NULLABLE(
            139,
            "a key that may be null",
            "@Key %s: a key is never null; remove @Nullable, or let several parameters make the key, which may be null one by one"),
    KEY_SETTING(
            140,
            "a key that is a setting too",
            "@Key %s: comes with each borrow and not from configuration; remove @Setting or @Key"),
    FACADE_KIND(
            141,
            "a façade that is not an interface",
            "@Pooled(facade = %s.class): is %s, and generated code can stand in for an interface only; name an interface that %s implements"),
    FACADE_FOREIGN(
            142,
            "a façade that the pooled class does not implement",
            "@Pooled(facade = %s.class): %s does not implement it; implement it there, or name an interface that it implements"),
    FACADE_SEALED(
            143,
            "a sealed façade",
            "@Pooled(facade = %s.class): is sealed, and generated code is not among those that it permits; name a non-sealed interface"),
    FACADE_HIDDEN(
            144,
            "a façade that generated code cannot see",
            "@Pooled(facade = %s.class): generated code in package %s cannot see it; make it at least package-private, or public in another"
                    + " package"),
    FACADE_OPEN(
            145,
            "a façade whose type arguments are open",
            "@Pooled(facade = %s.class): is a %s here, which no class can implement; settle the type arguments of what is pooled, as in"
                    + " %1$s<String>"),
    FACADE_NAME(
            146,
            "a façade with a method that Java cannot name",
            "@Pooled(facade = %s.class): its method %s cannot be written in Java, so generated code cannot implement it; name an interface"
                    + " without it"),

    DURATION(
            201,
            "not a duration",
            "%s = \"%s\": is not a duration; write numbers with d, h, m, s, ms, us or ns, as in \"%s\", or ISO-8601, or"
                    + " \"off\""),
    RANGE(202, "out of range", "%s = %s: must be %s; raise it, or leave it out for the default %s"),
    CONTRADICTION(203, "two options that contradict each other", "%s = %s: %s; %s"),
    BLANK_NAME(
            204, "a blank name", "%s = \"%s\": must not be blank; give a name, or leave it out for the default \"%s\""),
    SECRET_NAME(
            205,
            "a name that holds a secret",
            "%s = \"%s\": must not hold a secret, since logs, threads and services show it; give another name"),
    POOL_TYPE(
            206,
            "an invalid class name",
            "poolType = \"%s\": is not the simple name of a class; write one without a package, or leave it out for the default"
                    + " \"%s\""),
    HIDES(
            207,
            "a name that hides a class of Java's or Conecta's",
            "poolType = \"%s\": would hide %s in its package; choose another name, or leave it out for the default \"%s\""),
    SAMPLING(
            208,
            "not one in how many",
            "%s = \"%s\": is not off, all or 1/N with a whole number N >= 1; write \"1/100\", say, or leave it out for the default"
                    + " \"%s\""),

    FOREIGN_OPTION(209, "an option of another kind of pool", "%s = %s: is an option of %s; %sremove it"),

    PROVIDES(
            301,
            Kind.WARNING,
            "the provider is not in module-info",
            "module %s: ServiceLoader and %s.load() will not find %s; %s \"provides %s with" + " %s;\""),
    REQUIRES(302, "the module does not read core", "module %s: generated pools need io.conecta; %s"),
    NO_CORE(
            303,
            "core is not on the class path",
            "@Pooled %s: generated code needs io.conecta.Pool, which is not on the class path; add the dependency"
                    + " io.conecta:conecta-core"),
    NO_OSGI(
            304,
            "OSGi required, but not available",
            "@Pooled %s: -Aconecta.osgi=required, but org.osgi.annotation.bundle.Header is not visible, so bnd would not"
                    + " register the service; %s"),
    OPTION(305, "an invalid processor option", "-A%s=%s: there is no such value; use required, none or auto"),
    FILE(306, "a file cannot be written", "%s: cannot be written: %s; make the output directory writable"),
    NO_CDI(
            307,
            "CDI required, but not available",
            "@Pooled %s: -Aconecta.cdi=required, but jakarta.enterprise.inject.Produces is not visible, so the pool would be no"
                    + " bean; %s"),
    BUG(
            399,
            "a bug in the processor",
            "@Pooled %s: the processor failed with %s; please report it with the class, and write the pool by hand meanwhile:"
                    + " Pool.builder(…)"),

    NO_PING(
            401,
            Kind.NOTE,
            "no ping",
            "@Pooled %s: has no @Ping, so its objects count as healthy; mark a method that checks one"),
    NO_DESTROY(
            402,
            Kind.NOTE,
            "no close hook",
            "@Pooled %s: has no @Destroy and is not AutoCloseable, so nothing is called when an object is closed; mark a method"
                    + " if it holds something"),
    STRAY(
            403,
            Kind.WARNING,
            "an annotation outside a pooled class",
            "@%s %s: does nothing, %s is not @Pooled; add @Pooled to the class, or remove @%1$s"),
    STRAY_SETTING(
            404,
            Kind.WARNING,
            "a setting or a key without effect",
            "@%s %s: does nothing, %s does not create pooled objects; mark it with @New, or remove @%1$s"),
    NO_SERVICE(
            405,
            Kind.WARNING,
            "a parameter that OSGi cannot supply",
            "parameter %s: %s is neither text nor a service, so no OSGi component is generated; %s, or compile with"
                    + " -Aconecta.osgi=none"),
    VALUE_AS_SERVICE(
            406,
            Kind.WARNING,
            "a parameter that looks like a value, but would be a service",
            "parameter %s: %s looks like a value, but has no text form, so the OSGi component waits for a service of that type;"
                    + " %s, or suppress this if there is such a service"),
    TEST_PROVIDER(
            407,
            Kind.NOTE,
            "a provider among a module's tests",
            "module %s: is compiled without its module-info, as tests are, so ServiceLoader and %s.load() will not find %s;"
                    + " build such pools by create(…) and builder(…)"),
    STRAY_FIELD(
            408,
            Kind.WARNING,
            "a setting on a field that matches no parameter",
            "@Setting %s: does nothing, %s has no parameter of that name and type; put it on a parameter, or remove"
                    + " @Setting"),
    NO_MAP_FORM(
            409,
            Kind.NOTE,
            "a creator that may take a map",
            "parameter %s: a map could be meant for it, so %s has no create(Map) and builder(Map) for configuration; build pools from"
                    + " configuration by %s.create(…)"),
    KEY_IDENTITY(
            410,
            Kind.WARNING,
            "a key whose class has no equals",
            "@Key %s: %s has no equals, so only the same object is the same key; give it equals and hashCode, or take another type"),
    KEYED_BEAN(
            411,
            Kind.NOTE,
            "a pool with keys that is no CDI bean",
            "@Pooled %s: has a @Key, so no CDI producer is generated; produce the pool by a method of your own, as in %s.create(…)"),
    HANDS_OUT(
            420,
            Kind.WARNING,
            "a façade that hands out what belongs to its object",
            "@Pooled(facade = %s.class) %s: returns %s, %s after the call, when the object is back in the pool and may be somebody else's;"
                    + " return what stands alone, borrow by pool.call(…) for this, or suppress this if it does stand alone");

    private final int number;
    private final Kind kind;
    private final String title;
    private final String text;

    /** An error, as most are. */
    Problem(int number, String title, String text) {
        this(number, Kind.ERROR, title, text);
    }

    Problem(int number, Kind kind, String title, String text) {
        this.number = number;
        this.kind = kind;
        this.title = title;
        this.text = text;
    }

    /** {@return the id, as in {@code CON101}} */
    public String id() {
        return "CON" + number;
    }

    /** {@return how severe it is} */
    public Kind kind() {
        return kind;
    }

    /** {@return what it is about, in a few words} */
    public String title() {
        return title;
    }

    /** {@return the text, with blanks} */
    public String text() {
        return text;
    }

    /** {@return the message} */
    public String message(Object... blanks) {
        return "[" + id() + "] "
                + String.format(text, blanks)
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t");
    }
}

package io.conecta.processor.generate;

import io.conecta.processor.model.Blueprint;
import io.conecta.processor.model.Option;
import io.conecta.processor.model.Parameter;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes {@code SessionPoolProducer}: the pool as a bean of CDI. What it uses besides core and CDI depends on what the compilation sees:
 * MicroProfile Config, MicroProfile Health, and the event by which CDI 4 tells of the start.
 *
 * <p>Objects that creation needs are looked up through {@code Instance}, so that a pool that is disabled or replaced does not need them,
 * and what is missing is told along with everything else.
 */
final class ProducerWriter {
    private final Blueprint blueprint;
    private final JavaFile file;
    private final Creation creation;
    private final List<Parameter> objects;
    private final String pool;
    private final String title;
    private final String name;

    private ProducerWriter(Blueprint blueprint) {
        this.blueprint = blueprint;
        this.file = new JavaFile(blueprint, blueprint.names().producer());
        this.creation = new Creation(blueprint);
        this.objects = ComponentWriter.collaborators(blueprint);
        this.pool = blueprint.names().pool();
        this.title = String.valueOf(blueprint.options().get(Option.NAME));
        this.name = Literals.of(title);
    }

    static JavaFile write(Blueprint blueprint) {
        return new ProducerWriter(blueprint).write();
    }

    private boolean sees(String type) {
        return blueprint.tools().visible(blueprint.declaration().holder(), type) != null;
    }

    private String isPublic() {
        return blueprint.isPublic() ? "public " : "";
    }

    private JavaFile write() {
        String producer = blueprint.names().producer();
        file.doc(
                        "",
                        "Makes a pool of {@link " + file.type()
                                + "} a bean of CDI, configured by properties {@code conecta.pools}; built"
                                + " when it is first used.")
                .annotations()
                .line("@" + file.use("jakarta.enterprise.context.Dependent"))
                .line(isPublic() + "class " + producer + " implements " + file.use("io.conecta.config.PoolDefinition")
                        + " {")
                .line("    private final " + file.use("jakarta.enterprise.inject.spi.BeanManager") + " beans;");
        for (Parameter object : objects) {
            file.line("    private final " + instance(object) + " " + field(object) + ";");
        }
        constructor(producer);
        produce();
        create();
        end();
        check();
        definition(producer);
        properties();
        if (sees("org.eclipse.microprofile.health.Readiness")) {
            readiness();
        }
        return file.line("}");
    }

    private String instance(Parameter object) {
        return file.use("jakarta.enterprise.inject.Instance") + "<"
                + file.imports().use(object.configured()) + ">";
    }

    /** Not the parameter's own name, which might hide a package. */
    private static String field(Parameter object) {
        return object.local() + "Bean";
    }

    private void constructor(String producer) {
        List<String> parameters =
                new ArrayList<>(List.of(file.use("jakarta.enterprise.inject.spi.BeanManager") + " beans"));
        List<String> tags = new ArrayList<>(List.of("@param beans the container"));
        for (Parameter object : objects) {
            parameters.add(instance(object) + " " + field(object));
            tags.add("@param " + field(object) + " what is passed to " + creation.reference());
        }
        file.blank()
                .doc("    ", "Called by the container.", tags)
                .line("    @" + file.use("jakarta.inject.Inject"))
                .call("    " + isPublic() + producer, parameters, " {")
                .line("        this.beans = beans;");
        for (Parameter object : objects) {
            file.line("        this." + field(object) + " = " + field(object) + ";");
        }
        file.line("    }");
    }

    private void produce() {
        List<String> arguments = new ArrayList<>(List.of(name));
        for (Parameter object : objects) {
            arguments.add(
                    object.required()
                            ? field(object) + ".get()"
                            : field(object) + ".isUnsatisfied() ? null : " + field(object) + ".get()");
        }
        file.blank()
                .line("    @" + file.use("jakarta.enterprise.inject.Produces"))
                .line("    @" + file.use("jakarta.enterprise.context.ApplicationScoped"))
                .line("    @" + file.use("jakarta.inject.Named") + "(" + name + ")")
                .line("    " + pool + " produce() {")
                .call("        return create", arguments, ";")
                .line("    }");
    }

    private void create() {
        String of = creation.unused("name");
        String given = creation.unused("objects");
        String reading = creation.unused("reading");
        List<String> parameters = new ArrayList<>(List.of(file.use("java.lang.String") + " " + of));
        List<String> tags = new ArrayList<>(List.of("@param " + of + " the pool's name"));
        for (Parameter object : objects) {
            parameters.add(file.imports().useAnnotated(object, object.configured()) + " " + object.local());
            tags.add(creation.tag(object));
        }
        tags.add("@return the pool");
        file.blank()
                .doc(
                        "    ",
                        "Builds a further pool, to be closed, configured by properties {@code conecta.pools.<name>}; for a producer of"
                                + " your own.",
                        tags)
                .call("    " + isPublic() + pool + " create", parameters, " {");
        String map = file.use("java.util.Map");
        if (!objects.isEmpty()) {
            file.line("        " + map + "<" + file.use("java.lang.String") + ", " + file.use("java.lang.Object") + "> "
                    + given + " = new " + file.use("java.util.HashMap") + "<>();");
            for (Parameter object : objects) {
                file.line("        " + given + ".put(" + Literals.of(object.key()) + ", " + object.local() + ");");
            }
        }
        List<String> read =
                List.of("new " + blueprint.names().provider() + "()", of, objects.isEmpty() ? map + ".of()" : given);
        file.call(
                "        " + file.use("io.conecta.config.PoolProperties") + ".Reading<" + file.type() + "> " + reading
                        + " = properties().read",
                read,
                ";");
        build(reading);
        file.line("    }");
    }

    /** The budget that the settings name may be a bean; if not, core finds it. */
    private void build(String reading) {
        String builder = creation.unused("builder");
        String budget = creation.unused("budget");
        String type = file.use("io.conecta.PoolBudget");
        file.line("        " + Core.BUILDER.of(blueprint, file, pool) + " " + builder + " = "
                        + blueprint.names().provider() + ".start(" + reading + ".newFunc()).settings(" + reading
                        + ".settings());")
                .line("        " + file.use("jakarta.enterprise.inject.spi.Bean") + "<?> " + budget
                        + " = this.beans.resolve(this.beans.getBeans(" + reading + ".settings().budget()));")
                .line("        if (" + budget + " != null && " + budget + ".getTypes().contains(" + type + ".class)) {")
                .call(
                        "            " + builder + ".budget((" + type + ") this.beans.getReference",
                        List.of(budget, type + ".class", "this.beans.createCreationalContext(" + budget + ")"),
                        ");")
                .line("        }")
                .line("        return " + builder + ".build();");
    }

    private void end() {
        file.blank()
                .line("    void close(@" + file.use("jakarta.enterprise.inject.Disposes") + " " + pool + " pool) {")
                .line("        " + file.use("io.conecta.config.Pools") + ".drain(pool);")
                .line("    }");
    }

    /** CDI 4 has an event for the start; earlier it is that of the scope. */
    private void check() {
        String started = sees("jakarta.enterprise.event.Startup")
                ? file.use("jakarta.enterprise.event.Startup")
                : "@" + file.use("jakarta.enterprise.context.Initialized") + "("
                        + file.use("jakarta.enterprise.context.ApplicationScoped") + ".class) "
                        + file.use("java.lang.Object");
        String definition = file.use("io.conecta.config.PoolDefinition");
        List<String> parameters = List.of(
                "@" + file.use("jakarta.enterprise.event.Observes") + " " + started + " event",
                "@" + file.use("jakarta.enterprise.inject.Any") + " " + file.use("jakarta.enterprise.inject.Instance")
                        + "<" + definition + "> all");
        file.blank()
                .call("    void check", parameters, " {")
                .call(
                        "        " + file.use("io.conecta.config.PoolProperties") + ".check",
                        List.of("properties()", "this", "all", "name -> !beans.getBeans(name).isEmpty()"),
                        ";")
                .line("    }");
    }

    private void definition(String producer) {
        String override = "    @" + file.use("java.lang.Override");
        String bean = file.use("jakarta.enterprise.inject.spi.Bean");
        file.blank()
                .line(override)
                .line("    public " + blueprint.names().provider() + " provider() {")
                .line("        return new " + blueprint.names().provider() + "();")
                .line("    }")
                .blank()
                .line("    private static " + bean + "<?> bean(" + file.use("jakarta.enterprise.inject.spi.BeanManager")
                        + " beans) {")
                .line("        return beans.resolve(beans.getBeans(" + pool + ".class));")
                .line("    }")
                .blank()
                .line(override)
                .line("    public boolean isUsed() {")
                .line("        " + bean + "<?> bean = bean(beans);")
                .line("        return bean != null && bean.getBeanClass() == " + producer + ".class;")
                .line("    }")
                .blank()
                .line(override)
                .line("    public void build() {")
                .line("        " + bean + "<?> bean = bean(beans);")
                .line("        " + pool + " pool = (" + pool + ") beans.getReference(bean, " + pool
                        + ".class, beans.createCreationalContext(bean));")
                .line("        pool.settings();")
                .line("    }");
        mistakes(override);
    }

    private void mistakes(String override) {
        String list = file.use("java.util.List") + "<" + file.use("java.lang.String") + ">";
        file.blank().line(override).line("    public " + list + " mistakes() {");
        if (objects.isEmpty()) {
            file.line("        return " + file.use("java.util.List") + ".of();").line("    }");
            return;
        }
        file.line("        " + list + " mistakes = new " + file.use("java.util.ArrayList") + "<>();");
        for (Parameter object : objects) {
            String key = "(" + Literals.of(object.key()) + ")";
            if (object.required()) {
                mistake(field(object) + ".isUnsatisfied()", "none" + key);
            }
            mistake(field(object) + ".isAmbiguous()", "several" + key);
        }
        file.line("        return mistakes;").line("    }");
    }

    private void mistake(String condition, String words) {
        file.line("        if (" + condition + ") {")
                .line("            mistakes.add(" + words + ");")
                .line("        }");
    }

    private void properties() {
        String properties = file.use("io.conecta.config.PoolProperties");
        file.blank().line("    private static " + properties + " properties() {");
        if (!sees("org.eclipse.microprofile.config.ConfigValue")) {
            file.line("        return " + properties + ".ofSystem();").line("    }");
            return;
        }
        String config = file.use("org.eclipse.microprofile.config.Config");
        String source = file.use("org.eclipse.microprofile.config.spi.ConfigSource");
        String value = file.use("org.eclipse.microprofile.config.ConfigValue");
        file.line("        " + config + " config = " + file.use("org.eclipse.microprofile.config.ConfigProvider")
                        + ".getConfig();")
                .line("        " + file.use("java.util.Set") + "<" + file.use("java.lang.String") + "> names = new "
                        + file.use("java.util.HashSet") + "<>();")
                .line("        config.getPropertyNames().forEach(names::add);")
                .line("        for (" + source + " source : config.getConfigSources()) {")
                .line("            names.addAll(source.getPropertyNames());")
                .line("        }")
                .line("        return " + properties + ".of(names, name -> {")
                .line("            " + value + " value = config.getConfigValue(name);")
                .line("            return new " + properties + ".Property("
                        + "name, value.getValue(), value.getSourceName(), value.getSourceOrdinal());")
                .line("        });")
                .line("    }");
    }

    private void readiness() {
        String manager = file.use("jakarta.enterprise.inject.spi.BeanManager");
        String type = blueprint.names().readiness();
        file.blank()
                .doc(
                        "    ",
                        "Tells the health of the pool: borrows, pings and builds nothing. A pool that is busy is up.")
                .line("    @" + file.use("org.eclipse.microprofile.health.Readiness"))
                .line("    @" + file.use("jakarta.enterprise.context.ApplicationScoped"))
                .line("    " + isPublic() + "static class " + type + " implements "
                        + file.use("org.eclipse.microprofile.health.HealthCheck") + " {")
                .line("        @" + file.use("jakarta.inject.Inject"))
                .line("        " + manager + " beans;")
                .blank()
                .doc("        ", "Called by the container.")
                .line("        " + isPublic() + type + "() {}");
        call();
        running();
        file.line("    }");
    }

    private void call() {
        String response = file.use("org.eclipse.microprofile.health.HealthCheckResponse");
        String builder = file.use("org.eclipse.microprofile.health.HealthCheckResponseBuilder");
        file.blank()
                .line("        @" + file.use("java.lang.Override"))
                .line("        public " + response + " call() {")
                .line("            " + pool + " pool = running();")
                .line("            " + builder + " response = " + response + ".named(" + Literals.of("pool " + title)
                        + ");")
                .line("            if (pool == null) {")
                .line(
                        "                return response.up().withData(\"reason\", \"not built yet: nobody has used it\").build();")
                .line("            }")
                .line("            " + file.use("io.conecta.PoolHealth") + " health = pool.health();")
                .line("            " + file.use("io.conecta.PoolStats") + " stats = pool.stats();")
                .line("            return response.status(health.isUp())")
                .line("                    .withData(\"state\", health.status().name().toLowerCase("
                        + file.use("java.util.Locale") + ".ROOT))")
                .line("                    .withData(\"reason\", health.reason())")
                .line("                    .withData(\"maxSize\", stats.maxSize())")
                .line("                    .withData(\"idle\", stats.idle())")
                .line("                    .withData(\"lent\", stats.lent())")
                .line("                    .withData(\"creating\", stats.creating())")
                .line("                    .withData(\"waiting\", stats.waiting())")
                .line("                    .build();")
                .line("        }");
    }

    private void running() {
        file.blank()
                .line("        private " + pool + " running() {")
                .line("            " + file.use("jakarta.enterprise.inject.spi.Bean") + "<?> bean = bean(beans);")
                .line("            try {")
                .line("                return bean == null ? null : (" + pool
                        + ") beans.getContext(bean.getScope()).get(bean);")
                .line("            } catch (" + file.use("jakarta.enterprise.context.ContextNotActiveException")
                        + " elsewhere) {")
                .line("                return null;")
                .line("            }")
                .line("        }");
    }
}

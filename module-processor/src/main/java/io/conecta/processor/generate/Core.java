package io.conecta.processor.generate;

import io.conecta.processor.model.Blueprint;
import java.util.ArrayList;
import java.util.List;

/** The types of core that generated code is made of: each has a counterpart for pools with keys. */
enum Core {
    /** What is written. */
    POOL("io.conecta.Pool", "io.conecta.KeyedPool"),
    /** Its options. */
    SETTINGS("io.conecta.PoolSettings", "io.conecta.KeyedPoolSettings"),
    /** What creates objects. */
    NEW_FUNC("io.conecta.NewFunc", "io.conecta.NewKeyedFunc"),
    /** What builds a typed pool. */
    BUILDER("io.conecta.config.TypedPoolBuilder", "io.conecta.config.TypedKeyedPoolBuilder"),
    /** What builds a pool from configuration. */
    PROVIDER("io.conecta.config.PoolProvider", "io.conecta.config.KeyedPoolProvider"),
    /** What a typed pool is. */
    FORWARDING("io.conecta.config.ForwardingPool", "io.conecta.config.ForwardingKeyedPool"),
    /** What a component is. */
    CONFIGURED("io.conecta.config.ConfiguredPool", "io.conecta.config.ConfiguredKeyedPool");

    private final String plain;
    private final String keyed;

    Core(String plain, String keyed) {
        this.plain = plain;
        this.keyed = keyed;
    }

    /** {@return the name of the type, qualified} */
    String name(Blueprint blueprint) {
        return blueprint.key() == null ? plain : keyed;
    }

    /** {@return what to call the type in a file, without type arguments} */
    String raw(Blueprint blueprint, JavaFile file) {
        return file.use(name(blueprint));
    }

    /** {@return the type of a file's pool, as in {@code Pool<Session>} and {@code KeyedPool<String, Session>}; more arguments may follow} */
    String of(Blueprint blueprint, JavaFile file, String... more) {
        List<String> arguments = new ArrayList<>();
        if (blueprint.key() != null) {
            arguments.add(file.keyType());
        }
        arguments.add(file.type());
        arguments.addAll(List.of(more));
        return raw(blueprint, file) + "<" + String.join(", ", arguments) + ">";
    }

    /** {@return what may be given for a function that creates: of more keys, and of less than all objects} */
    static String given(Blueprint blueprint, JavaFile file) {
        String keys = blueprint.key() == null ? "" : "? super " + file.keyType() + ", ";
        return NEW_FUNC.raw(blueprint, file) + "<" + keys + "? extends " + file.type() + ">";
    }
}

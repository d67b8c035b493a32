package io.conecta.config;

import java.util.List;

/**
 * A pool that a container offers to whoever has it injected, as {@link PoolProperties#check} sees it: known, configured, perhaps not
 * built yet. Generated CDI producers are such; an application does not implement it.
 */
public interface PoolDefinition {
    /** {@return what knows the annotated class} */
    PoolProvider<?> provider();

    /** {@return whether the container would lend this pool; false if a bean of the application takes its place} */
    boolean isUsed();

    /** {@return what is wrong with the objects that creation needs, as {@link #none} and {@link #several} put it} */
    List<String> mistakes();

    /** Builds the pool now, unless it is built. */
    void build();

    /**
     * Words for an object that the container does not have.
     *
     * @param key its key, as {@link ConfigurationKey#name()}
     * @return what is wrong, and the way out
     */
    default String none(String key) {
        return parameter(key) + ", and there is none; declare one";
    }

    /**
     * Words for an object of which the container has several.
     *
     * @param key its key, as {@link ConfigurationKey#name()}
     * @return what is wrong, and the way out
     */
    default String several(String key) {
        return parameter(key)
                + ", and there are several; leave one without a qualifier, or give the pool a producer of your own";
    }

    private String parameter(String key) {
        String type = provider().keys().stream()
                .filter(each -> each.name().equals(key))
                .map(each -> each.type().getName())
                .findFirst()
                .orElse("?");
        return "pool \"" + provider().settings().name() + "\": the parameter " + key + " of "
                + provider().type().getName() + " needs a bean of type " + type;
    }
}

package io.conecta.spring;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.PlaceholdersResolver;
import org.springframework.boot.origin.Origin;

/** What one property source says of pools. */
interface Layer {
    /**
     * A key with its value.
     *
     * @param key as it is spelled
     * @param property the whole property, as it is spelled
     * @param value its value, placeholders as they are
     * @param origin where it comes from, if that is known
     */
    record Found(
            String key,
            String property,
            Object value,
            @Nullable Origin origin) {}

    /** {@return the pools that are spoken of, as they are spelled, again and again} */
    List<String> pools();

    /** {@return what is said of a pool, keys included that nobody knows} */
    List<Found> find(String pool, Collection<String> keys, PlaceholdersResolver resolver);
}

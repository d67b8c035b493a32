package com.acme;

import io.conecta.Pool;
import io.conecta.PoolSettings;
import io.conecta.config.TypedPoolBuilder;
import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.annotation.processing.Generated;

/** A pool of {@link Everything}. */
@Generated("io.conecta.processor.PoolProcessor")
public interface EverythingPool extends Pool<Everything> {
    /** The options that {@code @Pooled} gives. */
    PoolSettings DEFAULTS = PoolSettings.defaults()
            .withName("Everything");

    /**
     * Starts the construction of a pool whose objects come from its constructor.
     *
     * @param flag passed to its constructor
     * @param small passed to its constructor
     * @param shorter passed to its constructor
     * @param letter passed to its constructor
     * @param number passed to its constructor
     * @param longer passed to its constructor
     * @param ratio passed to its constructor
     * @param precise passed to its constructor
     * @param boxed passed to its constructor
     * @param text passed to its constructor
     * @param password passed to its constructor
     * @param whole passed to its constructor
     * @param price passed to its constructor
     * @param level passed to its constructor
     * @param timeout passed to its constructor
     * @param path passed to its constructor
     * @param file passed to its constructor
     * @param uri passed to its constructor
     * @param url passed to its constructor
     * @param address passed to its constructor
     * @param charset passed to its constructor
     * @param id passed to its constructor
     * @param pattern passed to its constructor
     * @param locale passed to its constructor
     * @param task passed to its constructor
     * @param any passed to its constructor
     * @param from passed to its constructor
     * @param day passed to its constructor
     * @param every passed to its constructor
     * @param zone passed to its constructor
     * @param version passed to its constructor
     * @return the builder, for options
     */
    static TypedPoolBuilder<Everything, EverythingPool> builder(
            boolean flag,
            byte small,
            short shorter,
            char letter,
            int number,
            long longer,
            float ratio,
            double precise,
            Integer boxed,
            String text,
            char[] password,
            BigInteger whole,
            BigDecimal price,
            Everything.Level level,
            Duration timeout,
            Path path,
            File file,
            URI uri,
            URL url,
            InetAddress address,
            Charset charset,
            UUID id,
            Pattern pattern,
            Locale locale,
            Class<? extends Runnable> task,
            Class<?> any,
            Instant from,
            LocalDate day,
            Period every,
            ZoneId zone,
            Everything.Version version) {
        return EverythingPoolProvider.start(EverythingFuncs.newFunc(
                flag,
                small,
                shorter,
                letter,
                number,
                longer,
                ratio,
                precise,
                boxed,
                text,
                password,
                whole,
                price,
                level,
                timeout,
                path,
                file,
                uri,
                url,
                address,
                charset,
                id,
                pattern,
                locale,
                task,
                any,
                from,
                day,
                every,
                zone,
                version));
    }

    /**
     * Builds a pool, to be closed, whose objects come from its constructor.
     *
     * @param flag passed to its constructor
     * @param small passed to its constructor
     * @param shorter passed to its constructor
     * @param letter passed to its constructor
     * @param number passed to its constructor
     * @param longer passed to its constructor
     * @param ratio passed to its constructor
     * @param precise passed to its constructor
     * @param boxed passed to its constructor
     * @param text passed to its constructor
     * @param password passed to its constructor
     * @param whole passed to its constructor
     * @param price passed to its constructor
     * @param level passed to its constructor
     * @param timeout passed to its constructor
     * @param path passed to its constructor
     * @param file passed to its constructor
     * @param uri passed to its constructor
     * @param url passed to its constructor
     * @param address passed to its constructor
     * @param charset passed to its constructor
     * @param id passed to its constructor
     * @param pattern passed to its constructor
     * @param locale passed to its constructor
     * @param task passed to its constructor
     * @param any passed to its constructor
     * @param from passed to its constructor
     * @param day passed to its constructor
     * @param every passed to its constructor
     * @param zone passed to its constructor
     * @param version passed to its constructor
     * @return the pool
     */
    static EverythingPool create(
            boolean flag,
            byte small,
            short shorter,
            char letter,
            int number,
            long longer,
            float ratio,
            double precise,
            Integer boxed,
            String text,
            char[] password,
            BigInteger whole,
            BigDecimal price,
            Everything.Level level,
            Duration timeout,
            Path path,
            File file,
            URI uri,
            URL url,
            InetAddress address,
            Charset charset,
            UUID id,
            Pattern pattern,
            Locale locale,
            Class<? extends Runnable> task,
            Class<?> any,
            Instant from,
            LocalDate day,
            Period every,
            ZoneId zone,
            Everything.Version version) {
        return builder(
                flag,
                small,
                shorter,
                letter,
                number,
                longer,
                ratio,
                precise,
                boxed,
                text,
                password,
                whole,
                price,
                level,
                timeout,
                path,
                file,
                uri,
                url,
                address,
                charset,
                id,
                pattern,
                locale,
                task,
                any,
                from,
                day,
                every,
                zone,
                version).build();
    }

    /**
     * Starts the construction of a pool from configuration.
     *
     * @param configuration settings and options by key, as text or as what they are
     * @return the builder, for options
     */
    static TypedPoolBuilder<Everything, EverythingPool> builder(Map<String, ?> configuration) {
        return new EverythingPoolProvider().builder(configuration);
    }

    /**
     * Builds a pool, to be closed, from configuration.
     *
     * @param configuration settings and options by key, as text or as what they are
     * @return the pool
     */
    static EverythingPool create(Map<String, ?> configuration) {
        return builder(configuration).build();
    }
}

package com.acme;

import io.conecta.CloseFunc;
import io.conecta.NewFunc;
import io.conecta.PingFunc;
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
import java.util.UUID;
import java.util.regex.Pattern;
import javax.annotation.processing.Generated;

/** The functions that a pool of {@link Everything} calls, as annotated there. */
@Generated("io.conecta.processor.PoolProcessor")
public final class EverythingFuncs {
    private EverythingFuncs() {}

    /**
     * Creates objects by its constructor.
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
     * @return the function
     */
    public static NewFunc<Everything> newFunc(
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
        return () -> new Everything(
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
                version);
    }

    /**
     * Tells whether an object is healthy by {@code alive}.
     *
     * @return the function
     */
    public static PingFunc<Everything> pingFunc() {
        return (object, failures) -> object.alive();
    }

    /**
     * Closes an object by {@code end}.
     *
     * @return the function
     */
    public static CloseFunc<Everything> closeFunc() {
        return object -> object.end();
    }
}

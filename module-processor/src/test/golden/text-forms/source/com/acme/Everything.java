package com.acme;

import io.conecta.annotation.Destroy;
import io.conecta.annotation.New;
import io.conecta.annotation.Ping;
import io.conecta.annotation.Pooled;
import io.conecta.annotation.Setting;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Whatever has a text form. */
@Pooled
public class Everything {
    enum Level { LOW, HIGH }

    record Version(int number) {
        public static Version parse(CharSequence text) { return new Version(Integer.parseInt(text.toString())); }
    }

    @New
    Everything(
            boolean flag, byte small, short shorter, char letter, int number, long longer, float ratio, double precise,
            Integer boxed, String text, char[] password, BigInteger whole, BigDecimal price, Level level,
            Duration timeout, Path path, File file, URI uri, URL url, InetAddress address,
            Charset charset, UUID id, Pattern pattern, Locale locale, Class<? extends Runnable> task, Class<?> any,
            Instant from, LocalDate day, Period every, ZoneId zone, Version version) {}

    @Pooled(poolType = "Several")
    static Everything several(
            List<String> texts, List<Integer> numbers, Set<String> set, Set<Level> levels, String[] array,
            Map<String, String> map, Optional<String> maybe, Optional<Duration> until, List<? extends Version> versions,
            @Setting(name = "more.urls", defaultValue = "https://a,https://b", description = "where else to look") List<URL> more) {
        throw new IllegalStateException();
    }

    @Ping boolean alive() { return true; }
    @Destroy void end() {}
}

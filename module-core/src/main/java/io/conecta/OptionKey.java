package io.conecta;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * An option of {@link PoolSettings} as a key of a configuration.
 *
 * @param name the key
 * @param set puts a value, as text, into settings; throws {@link IllegalArgumentException} that names the key and the value
 */
record OptionKey(String name, BiFunction<PoolSettings, String, PoolSettings> set) {
    /** Every option, by name. */
    static final Map<String, OptionKey> ALL = all();

    private static Map<String, OptionKey> all() {
        Map<String, OptionKey> keys = new LinkedHashMap<>();
        add(keys, "name", PoolSettings::withName);
        number(keys, "maxSize", PoolSettings::withMaxSize);
        number(keys, "initialSize", PoolSettings::withInitialSize);
        number(keys, "minIdle", PoolSettings::withMinIdle);
        number(keys, "maxWaiters", PoolSettings::withMaxWaiters);
        number(keys, "pingMaxRetries", PoolSettings::withPingMaxRetries);
        number(keys, "maxUses", PoolSettings::withMaxUses);
        time(keys, "borrowTimeout", PoolSettings::withBorrowTimeout);
        time(keys, "createTimeout", PoolSettings::withCreateTimeout);
        time(keys, "pingTimeout", PoolSettings::withPingTimeout);
        time(keys, "closeTimeout", PoolSettings::withCloseTimeout);
        time(keys, "scanInterval", PoolSettings::withScanInterval);
        time(keys, "pingIdleAfter", PoolSettings::withPingIdleAfter);
        time(keys, "idleTimeout", PoolSettings::withIdleTimeout);
        time(keys, "maxLifetime", PoolSettings::withMaxLifetime);
        time(keys, "leakThreshold", PoolSettings::withLeakThreshold);
        flag(keys, "reclaimLeaked", PoolSettings::withReclaimLeaked);
        flag(keys, "leakTraces", PoolSettings::withLeakTraces);
        flag(keys, "failFast", PoolSettings::withFailFast);
        flag(keys, "strict", PoolSettings::withStrict);
        return keys;
    }

    private static void add(
            Map<String, OptionKey> keys, String name, BiFunction<PoolSettings, String, PoolSettings> set) {
        keys.put(name, new OptionKey(name, set));
    }

    private static void number(
            Map<String, OptionKey> keys, String name, BiFunction<PoolSettings, Integer, PoolSettings> set) {
        add(keys, name, (settings, text) -> set.apply(settings, number(name, text)));
    }

    private static void time(
            Map<String, OptionKey> keys, String name, BiFunction<PoolSettings, Duration, PoolSettings> set) {
        add(keys, name, (settings, text) -> {
            Duration value = DurationText.parse(text);
            if (value == null) {
                throw new IllegalArgumentException(
                        name + " must be " + TextForm.DURATION + ", was \"" + Secrets.hidden(text) + "\"");
            }
            return set.apply(settings, value);
        });
    }

    private static void flag(
            Map<String, OptionKey> keys, String name, BiFunction<PoolSettings, Boolean, PoolSettings> set) {
        add(keys, name, (settings, text) -> set.apply(settings, flag(name, text)));
    }

    private static int number(String name, String text) {
        if (DurationText.isOff(text.strip().toLowerCase(Locale.ROOT)) && mayBeUnlimited(name)) {
            return PoolSettings.UNLIMITED;
        }
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException notOne) {
            throw new IllegalArgumentException(
                    name + " must be a whole number" + (mayBeUnlimited(name) ? " or unlimited" : "") + ", was \""
                            + Secrets.hidden(text) + "\"",
                    notOne);
        }
    }

    private static boolean mayBeUnlimited(String name) {
        return name.equals("maxSize") || name.equals("maxWaiters") || name.equals("maxUses");
    }

    private static boolean flag(String name, String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new IllegalArgumentException(
                        name + " must be true or false, was \"" + Secrets.hidden(text) + "\"");
        };
    }
}

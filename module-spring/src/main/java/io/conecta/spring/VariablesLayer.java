package io.conecta.spring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.PlaceholdersResolver;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * What the environment's variables say of pools: {@code CONECTA_POOLS_ORDERS_MAX_SIZE}. Where the pool's name ends and the key begins
 * is known only by those that there are.
 */
final class VariablesLayer implements Layer {
    private static final String PREFIX = "CONECTA_POOLS_";
    private static final Pattern INDEXED = Pattern.compile("(.*\\D)_(\\d{1,4})_?");
    private static final Pattern TYPE = Pattern.compile("([A-Z0-9]+)_TYPE");

    private final SystemEnvironmentPropertySource source;
    private final Supplier<? extends Collection<PoolPlan<?>>> pools;
    private final List<String> variables;

    VariablesLayer(SystemEnvironmentPropertySource source, Supplier<? extends Collection<PoolPlan<?>>> pools) {
        this.source = source;
        this.pools = pools;
        this.variables = Arrays.stream(source.getPropertyNames())
                .filter(name -> name.toUpperCase(Locale.ROOT).startsWith(PREFIX))
                .toList();
    }

    /** {@return the pools of one word whose type is given; others cannot be told from keys} */
    @Override
    public List<String> pools() {
        return variables.stream()
                .map(variable -> TYPE.matcher(rest(variable).toUpperCase(Locale.ROOT)))
                .filter(Matcher::matches)
                .map(typed -> typed.group(1).toLowerCase(Locale.ROOT))
                .toList();
    }

    @Override
    public List<Found> find(String pool, Collection<String> keys, PlaceholdersResolver resolver) {
        List<String> bareKeys = keys.stream().map(Names::bare).toList();
        List<Found> found = new ArrayList<>();
        Map<String, Map<Integer, Object>> lists = new LinkedHashMap<>();
        for (String variable : variables) {
            String key = key(variable, pool);
            if (key.isEmpty()) {
                continue;
            }
            Matcher indexed = INDEXED.matcher(key);
            if (bareKeys.contains(Names.bare(key))) {
                found.add(found(key, variable, value(variable)));
            } else if (indexed.matches() && bareKeys.contains(Names.bare(indexed.group(1)))) {
                lists.computeIfAbsent(indexed.group(1), list -> new TreeMap<>())
                        .put(Integer.valueOf(indexed.group(2)), resolver.resolvePlaceholders(value(variable)));
            } else if (isNobodyElses(variable, pool)) {
                found.add(found(key, variable, value(variable)));
            }
        }
        lists.forEach((key, items) -> found.add(found(key, PREFIX + pool + "_" + key, List.copyOf(items.values()))));
        return found;
    }

    private Found found(String key, String variable, Object value) {
        return new Found(key, variable, value, PropertySourceOrigin.get(source, variable));
    }

    private Object value(String variable) {
        Object value = source.getProperty(variable);
        return value == null ? "" : value;
    }

    private boolean isNobodyElses(String variable, String pool) {
        return pools.get().stream().noneMatch(other -> {
            String key = key(variable, other.name());
            boolean isKnown =
                    !key.isEmpty() && other.keys().stream().map(Names::bare).anyMatch(Names.bare(key)::equals);
            boolean isLonger =
                    Names.bare(other.name()).length() > Names.bare(pool).length();
            return isKnown || (!key.isEmpty() && isLonger);
        });
    }

    private static String rest(String variable) {
        return variable.substring(PREFIX.length());
    }

    /** {@return what follows the pool's name in a variable, empty if it is about something else} */
    private static String key(String variable, String pool) {
        String rest = rest(variable);
        String bare = Names.bare(pool);
        int at = 0;
        for (int letter = 0; letter < bare.length(); at++) {
            if (at == rest.length()) {
                return "";
            }
            char each = Character.toLowerCase(rest.charAt(at));
            if (each == bare.charAt(letter)) {
                letter++;
            } else if (each != '_') {
                return "";
            }
        }
        return at < rest.length() && rest.charAt(at) == '_' ? rest.substring(at + 1) : "";
    }
}

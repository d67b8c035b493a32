package io.conecta.shell;

import io.conecta.Pool;
import io.conecta.config.PoolConfiguration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The pools that there are now, in the order of their names. */
record PoolDirectory(List<PoolEntry> entries) {
    PoolDirectory {
        entries = entries.stream()
                .sorted(Comparator.comparing(PoolEntry::name).thenComparing(PoolEntry::id))
                .toList();
    }

    /** {@return the pools of services, as Declarative Services hands them over} */
    static PoolDirectory of(List<Map.Entry<Map<String, Object>, Pool<?>>> services) {
        return new PoolDirectory(services.stream()
                .map(service -> PoolEntry.of(service.getKey(), service.getValue()))
                .toList());
    }

    /** {@return the pool with a name, or with a number where names are not unique} */
    PoolEntry find(String nameOrId) {
        List<PoolEntry> named =
                entries.stream().filter(entry -> entry.name().equals(nameOrId)).toList();
        if (named.size() == 1) {
            return named.get(0);
        }
        if (named.size() > 1) {
            throw new IllegalArgumentException(named.size() + " pools are named \"" + nameOrId
                    + "\"; say which by its ID: " + each(named, "%d (%s)"));
        }
        return entries.stream()
                .filter(entry -> nameOrId.equals(String.valueOf(entry.id())))
                .findFirst()
                .orElseThrow(() -> unknown(nameOrId));
    }

    private IllegalArgumentException unknown(String name) {
        if (entries.isEmpty()) {
            return new IllegalArgumentException("no pool \"" + name
                    + "\": no pool is registered; is the bundle started," + " and is its configuration complete?");
        }
        List<String> names = entries.stream().map(PoolEntry::name).distinct().toList();
        String meant = PoolConfiguration.nearest(name, names)
                .map(closest -> "did you mean \"" + closest + "\"?")
                .orElse("there are " + String.join(", ", names));
        return new IllegalArgumentException("no pool \"" + name + "\"; " + meant);
    }

    private static String each(List<PoolEntry> entries, String format) {
        return entries.stream()
                .map(entry -> String.format(format, entry.id(), entry.type()))
                .collect(Collectors.joining(", "));
    }
}

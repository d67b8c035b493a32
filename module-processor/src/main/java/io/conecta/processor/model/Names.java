package io.conecta.processor.model;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * The names of what is generated for one pooled type.
 *
 * @param packageName its package, empty for the unnamed one
 * @param base what the simple names start with: {@code Session}, {@code Outer_Session}, {@code Clients_Ftp}
 */
public record Names(String packageName, String base) {
    /** {@return the names for an annotated class or method} */
    public static Names of(Element annotated, String packageName) {
        if (annotated instanceof ExecutableElement method) {
            String name = method.getSimpleName().toString();
            return new Names(
                    packageName,
                    flat(Objects.requireNonNull(method.getEnclosingElement())) + "_"
                            + name.substring(0, 1).toUpperCase(Locale.ROOT)
                            + name.substring(1));
        }
        return new Names(packageName, flat(annotated));
    }

    private static String flat(Element type) {
        Element outer = type.getEnclosingElement();
        String name = type.getSimpleName().toString();
        return outer instanceof TypeElement ? flat(outer) + "_" + name : name;
    }

    /** {@return the adapters' class} */
    public String funcs() {
        return base + "Funcs";
    }

    /** {@return the typed pool} */
    public String pool() {
        return base + "Pool";
    }

    /** {@return the provider for the service loader} */
    public String provider() {
        return base + "PoolProvider";
    }

    /** {@return the OSGi component} */
    public String component() {
        return base + "PoolComponent";
    }

    /** {@return the simple names of all types that may be generated} */
    public List<String> all() {
        return List.of(funcs(), pool(), provider(), component());
    }

    /** {@return a simple name, qualified} */
    public String qualified(String simpleName) {
        return packageName.isEmpty() ? simpleName : packageName + "." + simpleName;
    }

    /** {@return the PID in Config Admin} */
    public String pid() {
        return qualified(pool());
    }
}

package io.conecta.processor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * The names of what is generated for one pooled type.
 *
 * @param packageName its package, empty for the unnamed one
 * @param base what the adapters' name starts with: {@code Session}, {@code Outer_Session}, {@code Clients_Ftp}
 * @param pool the typed pool
 * @param hasFacade whether there is a façade
 * @param keys how many parameters are the key
 */
public record Names(String packageName, String base, String pool, boolean hasFacade, int keys) {
    private static final String POOL = "Pool";

    /** The attribute of {@code @Pooled} that chooses the typed pool's name. */
    public static final String ATTRIBUTE = "poolType";

    /** {@return the names for an annotated class or method} */
    public static Names of(Element annotated, String packageName) {
        AnnotationMirror pooled = Mirrors.find(annotated, Mirrors.POOLED);
        String chosen = Mirrors.text(pooled, ATTRIBUTE);
        boolean hasFacade = FacadeReader.named(pooled) != null;
        int keys = Key.count(annotated);
        if (chosen != null && isTypeName(chosen)) {
            boolean stripped = chosen.endsWith(POOL) && chosen.length() > POOL.length();
            return new Names(
                    packageName,
                    stripped ? chosen.substring(0, chosen.length() - POOL.length()) : chosen,
                    chosen,
                    hasFacade,
                    keys);
        }
        return new Names(packageName, base(annotated), byDefault(annotated), hasFacade, keys);
    }

    /** {@return whether a class may be called so} */
    public static boolean isTypeName(String text) {
        return SourceVersion.isIdentifier(text)
                && !SourceVersion.isKeyword(text)
                && switch (text) {
                    case "var", "yield", "record", "sealed", "permits" -> false;
                    default -> true;
                };
    }

    /** {@return the typed pool's name unless another is given} */
    public static String byDefault(Element annotated) {
        return base(annotated) + POOL;
    }

    private static String base(Element annotated) {
        return annotated instanceof ExecutableElement method ? base(method) : flat(annotated);
    }

    private static String base(ExecutableElement method) {
        String name = method.getSimpleName().toString();
        return flat(Objects.requireNonNull(method.getEnclosingElement())) + "_"
                + name.substring(0, 1).toUpperCase(Locale.ROOT)
                + name.substring(1);
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

    /** {@return whether the pool is one with keys} */
    public boolean isKeyed() {
        return keys > 0;
    }

    /** {@return the record that several keys make} */
    public String key() {
        return base + "Key";
    }

    /** {@return the provider for the service loader} */
    public String provider() {
        return pool + "Provider";
    }

    /** {@return the OSGi component} */
    public String component() {
        return pool + "Component";
    }

    /** {@return the CDI producer} */
    public String producer() {
        return pool + "Producer";
    }

    /** {@return the class within the producer that tells its health} */
    public String readiness() {
        return pool + "Readiness";
    }

    /** {@return the façade} */
    public String facade() {
        return base + "Facade";
    }

    /** {@return the façade's OSGi component} */
    public String facadeComponent() {
        return facade() + "Component";
    }

    /** {@return the simple names of all types that may be generated} */
    public List<String> all() {
        List<String> all = new ArrayList<>(List.of(funcs(), pool(), provider(), component(), producer()));
        if (hasFacade) {
            all.addAll(List.of(facade(), facadeComponent()));
        }
        if (keys > 1) {
            all.add(key());
        }
        return List.copyOf(all);
    }

    /** {@return a simple name, qualified} */
    public String qualified(String simpleName) {
        return packageName.isEmpty() ? simpleName : packageName + "." + simpleName;
    }

    /** {@return the name of the façade's component, whose PID is the pool's} */
    public String facadePid() {
        return qualified(facade());
    }

    /** {@return the PID in Config Admin} */
    public String pid() {
        return qualified(pool());
    }
}

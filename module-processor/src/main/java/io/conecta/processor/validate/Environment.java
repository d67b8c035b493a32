package io.conecta.processor.validate;

import io.conecta.processor.model.Declaration;
import io.conecta.processor.model.Tools;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** What surrounds a pooled class must let generated code compile. */
public final class Environment {
    private static final String POOL = "io.conecta.Pool";

    /** The annotation by which bnd learns of the component. */
    private static final String HEADER = "org.osgi.annotation.bundle.Header";

    /** What a producer is made of; the last is in another jar. */
    private static final List<String> CDI =
            List.of("jakarta.enterprise.inject.Produces", "jakarta.inject.Inject", "jakarta.inject.Named");

    private final Tools tools;
    private final boolean osgiRequired;
    private final boolean cdiRequired;
    private final Set<String> modules;

    /** Makes the check; the modules are those whose module-info is among the sources. */
    public Environment(Tools tools, boolean osgiRequired, boolean cdiRequired, Set<String> modules) {
        this.tools = tools;
        this.osgiRequired = osgiRequired;
        this.cdiRequired = cdiRequired;
        this.modules = modules;
    }

    /** {@return whether the compilation of a class sees what bnd needs} */
    public static boolean hasOsgi(TypeElement holder, Tools tools) {
        return tools.visible(holder, HEADER) != null;
    }

    /** {@return whether the compilation of a class sees what a CDI producer needs} */
    public static boolean hasCdi(TypeElement holder, Tools tools) {
        return CDI.stream().allMatch(name -> tools.visible(holder, name) != null);
    }

    /** Reports what is missing. */
    public void check(Declaration declaration, Problems problems) {
        ModuleElement module = tools.elements().getModuleOf(declaration.holder());
        boolean named = module != null && !module.isUnnamed();
        if (tools.visible(declaration.holder(), POOL) == null) {
            noCore(declaration, named ? module : null, problems);
        }
        if (osgiRequired && !hasOsgi(declaration.holder(), tools)) {
            problems.at(
                    declaration.annotated(),
                    declaration.pooled(),
                    null,
                    Problem.NO_OSGI,
                    declaration.defaultName(),
                    "add org.osgi:osgi.annotation with scope provided"
                            + (named ? ", and \"requires static osgi.annotation;\" to module-info.java" : ""));
        }
        if (cdiRequired && !hasCdi(declaration.holder(), tools)) {
            problems.at(
                    declaration.annotated(),
                    declaration.pooled(),
                    null,
                    Problem.NO_CDI,
                    declaration.defaultName(),
                    "add jakarta.enterprise:jakarta.enterprise.cdi-api with scope provided"
                            + (named ? ", and \"requires static jakarta.cdi;\" to module-info.java" : ""));
        }
    }

    /** @param module what the class is in; null for the unnamed one */
    private void noCore(Declaration declaration, @Nullable ModuleElement module, Problems problems) {
        if (module != null && modules.contains(module.getQualifiedName().toString())) {
            problems.at(module, Problem.REQUIRES, module.getQualifiedName(), "add \"requires io.conecta.core;\"");
        } else if (module != null) {
            problems.at(
                    declaration.annotated(),
                    declaration.pooled(),
                    null,
                    Problem.REQUIRES,
                    module.getQualifiedName(),
                    "these are a module's tests, so compile them with \"--add-modules io.conecta.core --add-reads "
                            + module.getQualifiedName() + "=io.conecta.core\"");
        } else {
            problems.at(
                    declaration.annotated(), declaration.pooled(), null, Problem.NO_CORE, declaration.defaultName());
        }
    }
}

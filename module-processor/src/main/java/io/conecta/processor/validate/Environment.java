package io.conecta.processor.validate;

import io.conecta.processor.model.Declaration;
import io.conecta.processor.model.Tools;
import java.util.Set;
import javax.lang.model.element.ModuleElement;

/** What surrounds a pooled class must let generated code compile. */
public final class Environment {
    private static final String POOL = "io.conecta.Pool";
    private static final String HEADER = "org.osgi.annotation.bundle.Header";

    private final Tools tools;
    private final boolean osgiRequired;
    private final Set<String> modules;

    /** Makes the check; the modules are those whose module-info is among the sources. */
    public Environment(Tools tools, boolean osgiRequired, Set<String> modules) {
        this.tools = tools;
        this.osgiRequired = osgiRequired;
        this.modules = modules;
    }

    /** Reports what is missing. */
    public void check(Declaration declaration, Problems problems) {
        ModuleElement module = tools.elements().getModuleOf(declaration.holder());
        boolean named = module != null && !module.isUnnamed();
        if (tools.visible(declaration.holder(), POOL) == null) {
            if (named && modules.contains(module.getQualifiedName().toString())) {
                problems.at(module, Problem.REQUIRES, module.getQualifiedName(), "add \"requires io.conecta.core;\"");
            } else if (named) {
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
                        declaration.annotated(),
                        declaration.pooled(),
                        null,
                        Problem.NO_CORE,
                        declaration.defaultName());
            }
        }
        if (osgiRequired && tools.visible(declaration.holder(), HEADER) == null) {
            problems.at(
                    declaration.annotated(),
                    declaration.pooled(),
                    null,
                    Problem.NO_OSGI,
                    declaration.defaultName(),
                    "add org.osgi:osgi.annotation with scope provided"
                            + (named ? ", and \"requires static osgi.annotation;\" to module-info.java" : ""));
        }
    }
}

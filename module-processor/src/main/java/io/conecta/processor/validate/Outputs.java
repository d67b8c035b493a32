package io.conecta.processor.validate;

import io.conecta.processor.model.Declaration;
import io.conecta.processor.model.Names;
import io.conecta.processor.model.Origin;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;

/** Nothing may be generated twice, or over what somebody wrote. Lives as long as the compilation. */
public final class Outputs {
    private final Set<String> sources;

    /** The names of generated types, and what each is generated for. */
    private final Map<String, String> origins = new HashMap<>();

    /** Makes the check; the sources are the names of all top-level types that are compiled, those to come included. */
    public Outputs(Set<String> sources) {
        this.sources = sources;
    }

    /** Reports names that are taken. */
    public void check(Declaration declaration, boolean hasProducer, Origin origin, Problems problems) {
        Names names = declaration.names();
        String label = label(declaration);
        if (origin.isNameless(declaration)) {
            problems.at(declaration.annotated(), Problem.NO_NAMES, label);
            return;
        }
        Set<String> all = new LinkedHashSet<>(List.of(names.pool()));
        all.addAll(names.all());
        for (String name : all) {
            String other = origins.putIfAbsent(names.qualified(name), label);
            if (other != null) {
                problems.at(declaration.annotated(), Problem.NAME_TWICE, label, names.qualified(name), other);
                return;
            }
        }
        List<String> taken = names.all().stream()
                .filter(name -> hasProducer || !name.equals(names.producer()))
                .map(names::qualified)
                .filter(sources::contains)
                .toList();
        if (taken.isEmpty()) {
            return;
        }
        if (origin.hasOutput(declaration)) {
            problems.at(declaration.annotated(), Problem.OWN_OUTPUT, label, taken.get(0));
        } else {
            taken.forEach(name -> problems.at(declaration.annotated(), Problem.NAME_TAKEN, label, name));
        }
    }

    private static String label(Declaration declaration) {
        return declaration.annotated() instanceof ExecutableElement method
                ? declaration.holder().getSimpleName() + "." + Signatures.of(method)
                : declaration.holder().getQualifiedName().toString();
    }
}

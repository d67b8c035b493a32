package io.conecta.processor.generate;

import io.conecta.processor.model.Blueprint;
import io.conecta.processor.validate.Problem;
import io.conecta.processor.validate.Problems;
import io.conecta.processor.validate.Supply;
import java.io.IOException;
import java.io.Writer;
import java.util.Set;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.lang.model.element.Element;
import javax.tools.StandardLocation;

/** Writes every file of a pooled type. */
public final class Generator {
    private final Filer filer;
    private final Set<String> written;

    /** Makes a generator that notes the names of the types it writes. */
    public Generator(Filer filer, Set<String> written) {
        this.filer = filer;
        this.written = written;
    }

    /**
     * Writes the files.
     *
     * @param blueprint what to write
     * @param osgi whether to write the OSGi component too
     * @param cdi whether to write the CDI producer too
     * @param problems hears what goes wrong
     */
    public void write(Blueprint blueprint, boolean osgi, boolean cdi, Problems problems) {
        source(FuncsWriter.write(blueprint), blueprint, problems);
        source(PoolWriter.write(blueprint), blueprint, problems);
        if (blueprint.key() != null && blueprint.key().isRecord()) {
            source(KeyWriter.write(blueprint, blueprint.key()), blueprint, problems);
        }
        source(ProviderWriter.write(blueprint), blueprint, problems);
        if (cdi) {
            producer(blueprint, problems);
        }
        if (blueprint.facade() != null) {
            source(FacadeWriter.write(blueprint, blueprint.facade()), blueprint, problems);
        }
        if (osgi && new Supply(blueprint, problems).check()) {
            source(ComponentWriter.write(blueprint), blueprint, problems);
            resource(ComponentXml.path(blueprint), ComponentXml.write(blueprint), blueprint, problems);
            resource(MetatypeXml.path(blueprint), MetatypeXml.write(blueprint), blueprint, problems);
            if (blueprint.facade() != null && blueprint.key() == null) {
                source(FacadeComponent.write(blueprint, blueprint.facade()), blueprint, problems);
                resource(
                        FacadeComponent.path(blueprint),
                        FacadeComponent.xml(blueprint, blueprint.facade()),
                        blueprint,
                        problems);
            }
        }
    }

    private void producer(Blueprint blueprint, Problems problems) {
        if (blueprint.key() == null) {
            source(ProducerWriter.write(blueprint), blueprint, problems);
        } else {
            problems.at(
                    blueprint.declaration().annotated(),
                    Problem.KEYED_BEAN,
                    blueprint.declaration().defaultName(),
                    blueprint.names().pool());
        }
    }

    private void source(JavaFile file, Blueprint blueprint, Problems problems) {
        if (problems.hasErrors()) {
            return; // One file that cannot be written is enough to say so.
        }
        Element origin = blueprint.declaration().holder();
        String text = file.toString();
        try (Writer writer =
                filer.createSourceFile(file.qualifiedName(), origin).openWriter()) {
            writer.write(text);
            written.add(file.qualifiedName());
        } catch (FilerException exists) {
            problems.at(
                    blueprint.declaration().annotated(),
                    Problem.NAME_TAKEN,
                    blueprint.declaration().defaultName(),
                    file.qualifiedName());
        } catch (IOException failure) {
            failed(file.qualifiedName(), failure, blueprint, problems);
        }
    }

    private void resource(String path, String text, Blueprint blueprint, Problems problems) {
        if (problems.hasErrors()) {
            return;
        }
        Element origin = blueprint.declaration().holder();
        try (Writer writer = filer.createResource(StandardLocation.CLASS_OUTPUT, "", path, origin)
                .openWriter()) {
            writer.write(text);
        } catch (IOException failure) {
            failed(path, failure, blueprint, problems);
        }
    }

    private static void failed(String name, IOException failure, Blueprint blueprint, Problems problems) {
        problems.at(blueprint.declaration().annotated(), Problem.FILE, name, String.valueOf(failure.getMessage()));
    }
}

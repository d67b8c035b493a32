package io.conecta.demo.felix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A {@code .cfg} file as an operator edits it; Felix File Install makes a configuration of it. Used by one thread. */
public final class ConfigurationFile {
    private final Path folder;
    private final Path file;
    private final Map<String, String> lines = new LinkedHashMap<>();

    /**
     * A file that is not there yet.
     *
     * @param folder what File Install watches
     * @param pid the PID, which is the file's name
     */
    public ConfigurationFile(Path folder, String pid) {
        this.folder = folder.toAbsolutePath();
        this.file = this.folder.resolve(pid + ".cfg");
    }

    /** {@return what makes File Install watch a folder for such files, for {@link Container#start(Map, Path...)}} */
    public static Map<String, String> watching(Path folder) {
        return Map.of(
                "felix.fileinstall.dir", folder.toString(),
                "felix.fileinstall.poll", "100",
                "felix.fileinstall.noInitialDelay", "true",
                "felix.fileinstall.tmpdir", folder.resolveSibling("tmp").toString(),
                "felix.fileinstall.enableConfigSave", "false");
    }

    /** Changes some lines, or adds them, and saves the file. */
    public ConfigurationFile save(Map<String, ?> changes) throws IOException {
        changes.forEach((key, value) -> lines.put(key, String.valueOf(value)));
        // Moved into place, so that nobody reads half of it; atomically, or it would be gone for a moment, and its
        // configuration with it.
        Path draft = Files.createTempFile(folder.getParent(), "conecta", ".draft");
        Files.writeString(
                draft,
                lines.entrySet().stream()
                        .map(line -> line.getKey() + " = " + line.getValue() + "\n")
                        .collect(Collectors.joining()));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        return this;
    }

    /** Deletes the file. */
    public void delete() throws IOException {
        Files.delete(file);
    }
}

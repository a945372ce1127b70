package dev.swarmlab.labfile;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * The parts of a stack file (Compose file, version 3) that swarmlab uses. The docker CLI reads the rest.
 *
 * @param file the absolute path
 * @param text the text of the file, with variables not replaced; empty if the file is on another machine
 * @param referencedFiles absolute paths of the files that it names: configs, secrets and {@code env_file}
 * @param variables the user's variables that it mentions, with their values
 * @param externalNetworks the networks that must exist before it is deployed
 * @see <a href="https://docs.docker.com/reference/compose-file/legacy-versions/">Compose file, version 3</a>
 */
public record StackFile(
        Path file,
        String text,
        Set<Path> referencedFiles,
        Map<String, String> variables,
        Set<String> externalNetworks) {

    public StackFile {
        referencedFiles = Set.copyOf(referencedFiles);
        variables = Map.copyOf(variables);
        externalNetworks = Set.copyOf(externalNetworks);
    }

    /** Only the path: the values of the variables may be secrets and must not get into logs and messages. */
    @Override
    public String toString() {
        return "StackFile[" + file + "]";
    }
}

package dev.swarmlab.labfile;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * A stack file in the Compose format, as far as swarmlab must know it; the rest is the docker CLI's business.
 *
 * @param file the file itself, as an absolute path
 * @param text as it was written, before variables were put in
 * @param referencedFiles the files that it names beside itself, by their absolute paths
 * @param variables those of the user's that it mentions, with their values
 * @param externalNetworks the networks that must be there before it is deployed
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

    /** Keeps the variables' values, which may be secrets, out of logs and messages. */
    @Override
    public String toString() {
        return "StackFile[" + file + "]";
    }
}

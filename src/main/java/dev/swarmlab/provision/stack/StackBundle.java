package dev.swarmlab.provision.stack;

import dev.swarmlab.engine.ContainerFile;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.labfile.StackFile;
import dev.swarmlab.process.ShellWord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A stack file and the files that it names, packed for their way into a node. There they lie to each other as they do
 * here, so that the relative paths in the stack file hold.
 *
 * @param folder the node's folder for it, of which nothing stays
 */
record StackBundle(String folder, StackFile stack) {

    private static final int FOR_ROOT_ALONE = 0600;
    private static final String VARIABLES = "variables";
    private static final String FILES = "files";

    List<ContainerFile> files(Map<String, String> labVariables) {
        List<ContainerFile> files = new ArrayList<>();
        files.add(file(VARIABLES, script(labVariables)));
        files.add(file(placeOf(stack.file()), stack.text().getBytes(StandardCharsets.UTF_8)));
        for (Path companion : stack.referencedFiles()) {
            files.add(file(placeOf(companion), read(companion)));
        }
        return files;
    }

    /** The shell command that deploys it. Variables come from a file, since arguments can be read by everyone. */
    String deployment(String name) {
        String path = folder + "/" + placeOf(stack.file());
        String parent = path.substring(0, path.lastIndexOf('/'));
        return "cd " + ShellWord.of(parent) + " && . " + ShellWord.of(folder + "/" + VARIABLES)
                + " && exec docker stack deploy --prune --compose-file "
                + ShellWord.of(path.substring(parent.length() + 1)) + " " + ShellWord.of(name);
    }

    String removal() {
        return "rm -rf " + ShellWord.of(folder);
    }

    private ContainerFile file(String place, byte[] content) {
        return new ContainerFile(folder + "/" + place, FOR_ROOT_ALONE, content);
    }

    private byte[] script(Map<String, String> labVariables) {
        String own = exports(stack.variables());
        return (own + exports(labVariables)).getBytes(StandardCharsets.UTF_8);
    }

    private static String exports(Map<String, String> variables) {
        return variables.entrySet().stream()
                .map(variable -> "export " + variable.getKey() + "=" + ShellWord.of(variable.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    private String placeOf(Path file) {
        return FILES + "/" + commonFolder().relativize(file).toString().replace('\\', '/');
    }

    private Path commonFolder() {
        Path common = parentOf(stack.file());
        for (Path companion : stack.referencedFiles()) {
            while (!companion.startsWith(common)) {
                common = parentOf(common);
            }
        }
        return common;
    }

    private static Path parentOf(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException exception) {
            throw Failure.of(FailureKind.WRONG_INPUT, "can't read " + file)
                    .because(exception.getMessage())
                    .causedBy(exception);
        }
    }
}

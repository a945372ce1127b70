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
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A stack file and the files that it references, to be copied into a node. Their relative paths stay the same in
 * the node.
 *
 * @param folder a folder of the node, which is removed after the deployment
 */
record StackBundle(String folder, StackFile stack) {

    private static final int ROOT_ONLY = 0600;
    private static final String VARIABLES = "variables";
    private static final String FILES = "files";

    List<ContainerFile> files(Map<String, String> labVariables) {
        List<ContainerFile> files = new ArrayList<>();
        files.add(file(VARIABLES, script(labVariables)));
        files.add(file(pathOf(stack.file()), stack.text().getBytes(StandardCharsets.UTF_8)));
        for (Path referenced : stack.referencedFiles()) {
            files.add(file(pathOf(referenced), read(referenced)));
        }
        return files;
    }

    /**
     * The shell command that deploys the stack. The variables are read from a file: every user of the node could read
     * them in the arguments of a command.
     */
    String deployment(String name) {
        String path = folder + "/" + pathOf(stack.file());
        String parent = path.substring(0, path.lastIndexOf('/'));
        return "cd " + ShellWord.of(parent) + " && . " + ShellWord.of(folder + "/" + VARIABLES)
                + " && exec docker stack deploy --prune --compose-file "
                + ShellWord.of(path.substring(parent.length() + 1)) + " " + ShellWord.of(name);
    }

    /** The shell command that removes the folder. */
    String removal() {
        return "rm -rf " + ShellWord.of(folder);
    }

    private ContainerFile file(String path, byte[] content) {
        return new ContainerFile(folder + "/" + path, ROOT_ONLY, content);
    }

    private byte[] script(Map<String, String> labVariables) {
        String own = exports(new TreeMap<>(stack.variables()));
        return (own + exports(labVariables)).getBytes(StandardCharsets.UTF_8);
    }

    private static String exports(Map<String, String> variables) {
        return variables.entrySet().stream()
                .map(variable -> "export " + variable.getKey() + "=" + ShellWord.of(variable.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    private String pathOf(Path file) {
        return FILES + "/" + commonFolder().relativize(file).toString().replace('\\', '/');
    }

    private Path commonFolder() {
        Path common = parentOf(stack.file());
        for (Path referenced : stack.referencedFiles()) {
            while (!referenced.startsWith(common)) {
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

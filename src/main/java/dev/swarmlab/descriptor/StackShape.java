package dev.swarmlab.descriptor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A stack file by its path; what is wrong inside is reported too. */
record StackShape() implements Shape<StackFile> {

    private static final Shape<Path> PATH = HostPath.file();

    @Override
    public @Nullable StackFile read(Written written) {
        Path path = PATH.read(written);
        if (path == null) {
            return null;
        }
        if (!Files.exists(path)) { // it is on another machine, and may be
            return new StackFile(path, "", Set.of(), Map.of(), Set.of());
        }
        Page page = written.page();
        String name = name(path, ((Yaml.Scalar) written.yaml()).text(), page);
        StackFile stack = new StackFileReader(page.environment()).read(path, name, page);
        if (stack != null) {
            page.mentionNetworks(stack.externalNetworks(), written.yaml().place());
        }
        return stack;
    }

    /** What messages call it: a name that leads there from where the user is, as the descriptor's own does. */
    private static String name(Path path, String text, Page page) {
        return text.startsWith("~")
                ? path.toString()
                : Path.of(page.file()).resolveSibling(text).normalize().toString();
    }

    @Override
    public ObjectNode schema() {
        return PATH.schema();
    }
}

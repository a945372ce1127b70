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
        if (!Files.exists(path)) {
            return new StackFile(path, "", Set.of(), Map.of(), Set.of());
        }
        String name = ((Yaml.Scalar) written.yaml()).text();
        StackFile stack = new StackFileReader(written.page().environment()).read(path, name, written.page());
        if (stack != null) {
            written.page()
                    .mentionNetworks(stack.externalNetworks(), written.yaml().place());
        }
        return stack;
    }

    @Override
    public ObjectNode schema() {
        return PATH.schema();
    }
}

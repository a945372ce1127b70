package dev.swarmlab.labfile.reader;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swarmlab.labfile.StackFile;
import dev.swarmlab.stackfile.StackFileReader;
import dev.swarmlab.yaml.ConfigValue;
import dev.swarmlab.yaml.ParseContext;
import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.YamlNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A stack file by its path; what is wrong inside is reported too. */
record StackFileSchema() implements Schema<StackFile> {

    private static final Schema<Path> PATH = HostPathSchema.file();

    @Override
    public @Nullable StackFile read(ConfigValue value) {
        Path path = PATH.read(value);
        if (path == null) {
            return null;
        }
        if (!Files.exists(path)) { // it is on another machine, and may be
            return new StackFile(path, "", Set.of(), Map.of(), Set.of());
        }
        ParseContext context = value.context();
        String name = name(path, ((YamlNode.Scalar) value.yaml()).text(), context);
        StackFile stack = new StackFileReader(context.environment()).read(path, name, context);
        if (stack != null) {
            stack.externalNetworks()
                    .forEach(network -> context.addReference(
                            ReferenceKind.NETWORK, network, value.yaml().position()));
        }
        return stack;
    }

    /** What messages call it: a name that leads there from where the user is, as the descriptor's own does. */
    private static String name(Path path, String text, ParseContext context) {
        return text.startsWith("~")
                ? path.toString()
                : Path.of(context.file()).resolveSibling(text).normalize().toString();
    }

    @Override
    public ObjectNode jsonSchema() {
        return PATH.jsonSchema();
    }
}

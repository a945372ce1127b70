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

/** The path of a stack file. The file is read, and its problems are reported too. */
record StackFileSchema() implements Schema<StackFile> {

    private static final Schema<Path> PATH = HostPathSchema.file();

    @Override
    public @Nullable StackFile read(ConfigValue value) {
        Path path = PATH.read(value);
        if (path == null) {
            return null;
        }
        if (!Files.exists(path)) { // only if the files may be on another machine
            return new StackFile(path, "", Set.of(), Map.of(), Set.of());
        }
        ParseContext context = value.context();
        String name = name(path, ((YamlNode.Scalar) value.yaml()).text(), context);
        StackFile stack = StackFileReader.inLabFile(context.environment()).read(path, name, context);
        if (stack != null) {
            stack.externalNetworks()
                    .forEach(network -> context.addReference(
                            ReferenceKind.NETWORK, network, value.yaml().position()));
        }
        return stack;
    }

    /** The name in messages: a path that starts where the name of the lab file starts, so that the user can open it. */
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

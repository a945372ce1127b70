package dev.swarmlab.labfile.reader;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swarmlab.yaml.ConfigValue;
import dev.swarmlab.yaml.DictionarySchema;
import dev.swarmlab.yaml.Messages;
import dev.swarmlab.yaml.ScalarSchema;
import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Labels of a node. Docker accepts any string as a key, but placement constraints can use only keys of this pattern, so
 * other labels would be useless.
 */
record LabelsSchema() implements Schema<Map<String, String>> {

    private static final String KEY = "[A-Za-z_][A-Za-z0-9_.-]{0,127}";

    private static final int MAX_VALUE_LENGTH = 256;

    private static final List<String> RESERVED_PREFIXES =
            List.of("com.docker.", "io.docker.", "org.dockerproject.", "dev.swarmlab.");

    private static final DictionarySchema<String> DICTIONARY = new DictionarySchema<>(
            KEY,
            "begin with a letter, then use letters, digits, `.`, `-` and `_`, as in region",
            new ScalarSchema(MAX_VALUE_LENGTH, "region: east"),
            "{region: east}");

    @Override
    public @Nullable Map<String, String> read(ConfigValue value) {
        boolean allowed = true;
        if (value.yaml() instanceof YamlNode.Mapping mapping) {
            for (YamlNode.Entry entry : mapping.entries()) {
                if (RESERVED_PREFIXES.stream().anyMatch(entry.key()::startsWith)) {
                    allowed = false;
                    value.context()
                            .problem(
                                    entry.position(),
                                    "the label `" + Messages.printable(entry.key()) + "` has a reserved prefix",
                                    "these prefixes are reserved: " + String.join(", ", RESERVED_PREFIXES));
                }
            }
        }
        Map<String, String> labels = DICTIONARY.read(value);
        return allowed ? labels : null;
    }

    @Override
    public ObjectNode jsonSchema() {
        return DICTIONARY.jsonSchema();
    }
}

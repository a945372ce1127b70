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
 * Labels of a node. Docker takes any text for them, but a placement constraint can only name keys that it can parse, and
 * a label that nothing can refer to is of no use.
 */
record LabelsSchema() implements Schema<Map<String, String>> {

    private static final String KEY = "[A-Za-z_][A-Za-z0-9_.-]{0,127}";

    private static final int LONGEST_VALUE = 256;

    private static final List<String> RESERVED =
            List.of("com.docker.", "io.docker.", "org.dockerproject.", "dev.swarmlab.");

    private static final DictionarySchema<String> DICTIONARY = new DictionarySchema<>(
            KEY,
            "begin with a letter and go on with letters, digits, `.`, `-` and `_`, as in region",
            new ScalarSchema(LONGEST_VALUE, "region: east"),
            "{region: east}");

    @Override
    public @Nullable Map<String, String> read(ConfigValue value) {
        boolean free = true;
        if (value.yaml() instanceof YamlNode.Mapping mapping) {
            for (YamlNode.Entry entry : mapping.entries()) {
                if (RESERVED.stream().anyMatch(entry.key()::startsWith)) {
                    free = false;
                    value.context()
                            .problem(
                                    entry.position(),
                                    "the label `" + Messages.printable(entry.key()) + "` begins with a reserved name",
                                    "reserved are " + String.join(", ", RESERVED));
                }
            }
        }
        Map<String, String> labels = DICTIONARY.read(value);
        return free ? labels : null;
    }

    @Override
    public ObjectNode jsonSchema() {
        return DICTIONARY.jsonSchema();
    }
}

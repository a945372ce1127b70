package dev.swarmlab.labfile.reader;

import dev.swarmlab.labfile.Check;
import dev.swarmlab.yaml.Field;
import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.TextSchema;
import dev.swarmlab.yaml.Values;
import java.util.List;
import java.util.Map;

/** The check {@code run}: a command succeeds on a node. */
final class CommandCheckSchema {

    private static final Field<Integer> LINES =
            CheckFields.count("lines", 0, "The exact number of lines that the command prints.");
    private static final Field<String> CONTAINS =
            Field.optional("contains", TextSchema.nonBlank(), "A string that the output must contain.");

    private static final Map<String, String> HINTS = Map.of(
            "from", "did you mean `node`?",
            "on", "did you mean `node`?",
            "code", "did you mean `exit`?",
            "status", "did you mean `exit`?",
            "exit_code", "did you mean `exit`?",
            "output", "did you mean `contains`?",
            "expect", "did you mean `contains`?");

    private CommandCheckSchema() {}

    static Schema<Check.CommandCheck> schema() {
        return CheckFields.schema(
                "{name: four nodes, run: docker node ls -q, lines: 4}",
                List.of(CommandFields.RUN, CommandFields.NODE, CommandFields.EXIT, LINES, CONTAINS),
                HINTS,
                CommandCheckSchema::build);
    }

    private static Check.CommandCheck build(Values values) {
        return new Check.CommandCheck(
                CheckFields.terms(values),
                values.get(CommandFields.NODE),
                values.get(CommandFields.RUN),
                values.get(CommandFields.EXIT),
                values.find(LINES),
                values.find(CONTAINS));
    }
}

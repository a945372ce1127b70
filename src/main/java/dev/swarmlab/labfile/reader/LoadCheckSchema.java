package dev.swarmlab.labfile.reader;

import dev.swarmlab.labfile.Check;
import dev.swarmlab.yaml.Field;
import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.TextSchema;
import dev.swarmlab.yaml.Values;
import dev.swarmlab.yaml.WholeNumberSchema;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The check {@code no_request_lost}: every request is answered while a command runs. */
final class LoadCheckSchema {

    private static final int MAX_RATE = 200;
    private static final int DEFAULT_RATE = 20;

    private static final Field<URI> NO_REQUEST_LOST = Field.required(
            "no_request_lost",
            HttpUrlSchema.schema(),
            "A URL that must answer every request with a status below 400 while the command runs.");
    private static final Field<String> DURING =
            Field.required("during", TextSchema.nonBlank(), "A command for the node's shell. Its exit code must be 0.");
    private static final Field<Integer> RATE = Field.optional(
                    "rate",
                    new WholeNumberSchema(1, MAX_RATE, "write how many requests are sent per second"),
                    "Requests per second.")
            .withDefault(DEFAULT_RATE, DEFAULT_RATE);

    private static final Map<String, String> HINTS = Map.of(
            "while", "did you mean `during`?",
            "command", "did you mean `during`?",
            "from", "did you mean `node`, which runs the command?",
            "requests", "did you mean `rate`?");

    private LoadCheckSchema() {}

    static Schema<Check.LoadCheck> schema() {
        return CheckFields.schema(
                "{name: no request lost, no_request_lost: \"http://localhost:8000/\", during: docker service update"
                        + " --force echo_api}",
                List.of(NO_REQUEST_LOST, DURING, CommandFields.NODE, RATE),
                HINTS,
                LoadCheckSchema::build);
    }

    private static Check.LoadCheck build(Values values) {
        return new Check.LoadCheck(
                CheckFields.terms(values),
                values.get(NO_REQUEST_LOST),
                values.get(DURING),
                values.get(CommandFields.NODE),
                values.get(RATE));
    }
}

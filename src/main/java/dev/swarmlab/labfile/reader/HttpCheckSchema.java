package dev.swarmlab.labfile.reader;

import dev.swarmlab.labfile.Check;
import dev.swarmlab.labfile.NodeSelector;
import dev.swarmlab.yaml.Field;
import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.TextSchema;
import dev.swarmlab.yaml.Values;
import dev.swarmlab.yaml.WholeNumberSchema;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The check {@code http}: a URL answers. */
final class HttpCheckSchema {

    private static final int MAX_REQUESTS = 1000;

    /** With so many requests per expected answer, it is almost certain that every task of a service answers one. */
    private static final int SUGGESTED_REQUESTS_PER_ANSWER = 10;

    private static final Field<URI> HTTP = Field.required("http", HttpUrlSchema.schema(), "The URL that must answer.");
    private static final Field<NodeSelector> FROM =
            Field.optional("from", new NodeSelectorSchema(), "The node that sends the requests. Default: the host.");
    private static final Field<Integer> STATUS = Field.optional(
            "status",
            new WholeNumberSchema(100, 599, "write an HTTP status, as in 200"),
            "The expected HTTP status. Default: any below 400.");
    private static final Field<String> CONTAINS =
            Field.optional("contains", TextSchema.nonBlank(), "A string that every answer must contain.");
    private static final Field<Integer> REQUESTS = Field.optional(
                    "requests",
                    new WholeNumberSchema(1, MAX_REQUESTS, "write how many requests are sent"),
                    "The number of requests.")
            .withDefault(1, 1);
    private static final Field<Integer> DISTINCT = Field.optional(
                    "distinct",
                    new WholeNumberSchema(1, MAX_REQUESTS, "write how many different answers there must be"),
                    "The minimum number of different answers.")
            .withDefault(1, 1);

    private static final Map<String, String> HINTS = Map.of(
            "node", "did you mean `from`?",
            "code", "did you mean `status`?",
            "body", "did you mean `contains`?",
            "expect", "did you mean `contains`?",
            "count", "did you mean `requests`?",
            "different", "did you mean `distinct`?");

    private HttpCheckSchema() {}

    static Schema<Check.HttpCheck> schema() {
        return CheckFields.schema(
                "{name: front door, http: \"http://localhost:8000/\"}",
                List.of(HTTP, FROM, STATUS, CONTAINS, REQUESTS, DISTINCT),
                HINTS,
                HttpCheckSchema::build);
    }

    private static Check.@Nullable HttpCheck build(Values values) {
        int requests = values.get(REQUESTS);
        int distinct = values.get(DISTINCT);
        if (distinct > requests) {
            return values.mapping()
                    .problem(
                            "expects " + distinct + " different answers but sends "
                                    + (requests == 1 ? "only one request" : "only " + requests + " requests"),
                            "set `requests` to more than `distinct`, as in requests: "
                                    + Math.min(MAX_REQUESTS, SUGGESTED_REQUESTS_PER_ANSWER * distinct));
        }
        if (values.has(FROM) && values.has(STATUS)) {
            return values.mapping()
                    .problem(
                            "can't have both `from` and `status`",
                            "remove one of them: a node sends requests with wget, which does not report the status");
        }
        return new Check.HttpCheck(
                CheckFields.terms(values),
                values.get(HTTP),
                values.find(FROM),
                values.find(STATUS),
                values.find(CONTAINS),
                requests,
                distinct);
    }
}

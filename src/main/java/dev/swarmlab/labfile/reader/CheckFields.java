package dev.swarmlab.labfile.reader;

import dev.swarmlab.labfile.Check;
import dev.swarmlab.labfile.KernelFeature;
import dev.swarmlab.yaml.DurationSchema;
import dev.swarmlab.yaml.EnumSchema;
import dev.swarmlab.yaml.Field;
import dev.swarmlab.yaml.MappingSchema;
import dev.swarmlab.yaml.TextSchema;
import dev.swarmlab.yaml.Values;
import dev.swarmlab.yaml.WholeNumberSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fields that every check has, and how the schema of one kind of check adds its own fields. */
final class CheckFields {

    static final int MAX_COUNT = 100_000;

    private static final Duration MAX_TIME = Duration.ofMinutes(30);

    private static final Field<String> NAME =
            Field.required("name", TextSchema.singleLine(), "The name of the check in reports.");
    private static final Field<Duration> WITHIN = Field.optional(
                    "within", new DurationSchema(MAX_TIME), "The time in which the check must pass, at most 30m.")
            .withDefault(Check.DEFAULT_TIME, "30s");
    private static final Field<String> HINT =
            Field.optional("hint", TextSchema.nonBlank(), "Advice for somebody whose check fails.");
    private static final Field<KernelFeature> NEEDS = Field.optional(
            "needs",
            new EnumSchema<>(KernelFeature.class),
            "A feature that the kernel must have. Without it, the check is unavailable.");

    private static final Map<String, String> HINTS = Map.of(
            "timeout", "did you mean `within`?",
            "wait", "did you mean `within`?",
            "title", "did you mean `name`?",
            "message", "did you mean `hint`?",
            "description", "did you mean `hint`?",
            "retries", "a check is repeated until it passes or its `within` is over");

    private CheckFields() {}

    /**
     * The schema of one kind of check.
     *
     * @param kindFields the fields of this kind, without those that every check has
     * @param kindHints advice for unknown keys of this kind, by key
     */
    static <C extends Check> MappingSchema<C> schema(
            String example,
            List<Field<?>> kindFields,
            Map<String, String> kindHints,
            MappingSchema.Builder<C> builder) {
        List<Field<?>> fields = new ArrayList<>(List.of(NAME));
        fields.addAll(kindFields);
        fields.addAll(List.of(WITHIN, HINT, NEEDS));
        Map<String, String> hints = new HashMap<>(HINTS);
        hints.putAll(kindHints);
        return new MappingSchema<>(example, fields, hints, builder);
    }

    /** The values of the fields that every check has. */
    static Check.Terms terms(Values values) {
        return new Check.Terms(values.get(NAME), values.get(WITHIN), values.find(HINT), values.find(NEEDS));
    }

    /** An optional field with a number of things. */
    static Field<Integer> count(String key, int min, String description) {
        return Field.optional(key, new WholeNumberSchema(min, MAX_COUNT, "write how many"), description);
    }
}

package dev.swarmlab.yaml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A duration of at least one second: {@code 90s}, {@code 5m}, {@code 1h30m}, or a whole number of seconds.
 *
 * @param most the longest duration that is allowed
 */
public record DurationSchema(Duration most) implements Schema<Duration> {

    /** How to write a duration, for messages. */
    public static final String ADVICE = "write it like 90s, 5m or 1h30m; a number without a unit is seconds";

    private static final int MOST_DIGITS = 6;
    private static final String DIGITS = "[0-9]{1," + MOST_DIGITS + "}";
    private static final String FORM = "(?=[0-9])((" + DIGITS + ")h)?((" + DIGITS + ")m)?((" + DIGITS + ")s)?";
    private static final Pattern PATTERN = Pattern.compile(FORM);
    private static final Pattern SECONDS = Pattern.compile(DIGITS);

    /** Reads a duration, which may be zero. Empty when the text has another form. */
    public static Optional<Duration> parse(String text) {
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(Duration.ofSeconds(number(text)));
        }
        Matcher matcher = PATTERN.matcher(text);
        return matcher.matches()
                ? Optional.of(Duration.ofHours(number(matcher.group(2)))
                        .plusMinutes(number(matcher.group(4)))
                        .plusSeconds(number(matcher.group(6))))
                : Optional.empty();
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    @Override
    public @Nullable Duration read(ConfigValue value) {
        if (!(value.yaml() instanceof YamlNode.Scalar scalar)) {
            return value.wrongKind("a duration", ADVICE);
        }
        return scalar.kind() == ScalarKind.TEXT || scalar.kind() == ScalarKind.INTEGER
                ? checked(scalar.text(), value)
                : value.wrongKind("a duration", ADVICE);
    }

    private @Nullable Duration checked(String text, ConfigValue value) {
        Duration duration = parse(text).orElse(null);
        if (duration == null) {
            return value.problem("can't be " + Messages.quote(text), ADVICE);
        }
        if (duration.isZero()) {
            return value.problem("must be at least 1s, not " + text, ADVICE);
        }
        return duration.compareTo(most) <= 0
                ? duration
                : value.problem("must be at most " + most.toMinutes() + "m, not " + text, ADVICE);
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode jsonSchema = JsonSchemas.object();
        jsonSchema
                .withArray("anyOf")
                .add(JsonSchemas.ofType("string").put("pattern", TextSchema.anchored(FORM + "|" + DIGITS)))
                .add(JsonSchemas.ofType("integer").put("minimum", 1).put("maximum", most.toSeconds()))
                .add(JsonSchemas.object().put("$ref", "#/$defs/variable"));
        return jsonSchema;
    }
}

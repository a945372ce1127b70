package dev.swarmlab.yaml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A time of at least a second, in Compose's words: {@code 30s}, {@code 2m}, {@code 1m30s}. */
public record DurationSchema(Duration most) implements Schema<Duration> {

    private static final String FORM = "(?=[0-9])(([0-9]{1,4})m)?(([0-9]{1,4})s)?";
    private static final Pattern PATTERN = Pattern.compile(FORM);
    private static final String ADVICE = "write it like 30s, 2m or 1m30s";

    @Override
    public @Nullable Duration read(ConfigValue value) {
        if (!(value.yaml() instanceof YamlNode.Scalar scalar)) {
            return value.wrongKind("a time", ADVICE);
        }
        if (scalar.text().matches("[0-9]+")) {
            return value.problem("has no unit", "write the unit too: " + scalar.text() + "s for seconds");
        }
        return scalar.kind() == ScalarKind.TEXT ? parse(scalar.text(), value) : value.wrongKind("a time", ADVICE);
    }

    private @Nullable Duration parse(String text, ConfigValue value) {
        Matcher matcher = PATTERN.matcher(text);
        if (!matcher.matches()) {
            return value.problem("can't be " + Messages.quote(text), ADVICE);
        }
        Duration duration = Duration.ofMinutes(number(matcher.group(2))).plusSeconds(number(matcher.group(4)));
        if (duration.isZero()) {
            return value.problem("must be at least 1s", ADVICE);
        }
        return duration.compareTo(most) <= 0
                ? duration
                : value.problem("must be at most " + most.toMinutes() + "m, not " + text, ADVICE);
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    @Override
    public ObjectNode jsonSchema() {
        return TextSchema.parsed(TextSchema.anchored(FORM), this::parse).jsonSchema();
    }
}

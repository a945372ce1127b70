package dev.swarmlab.labfile.reader;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swarmlab.yaml.ConfigValue;
import dev.swarmlab.yaml.JsonSchemas;
import dev.swarmlab.yaml.Messages;
import dev.swarmlab.yaml.ScalarKind;
import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.YamlNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An amount of memory in Docker's notation, converted to bytes. Units are powers of 1024. */
record MemorySchema() implements Schema<Long> {

    private static final Pattern FORM =
            Pattern.compile("(?<number>[0-9]{1,18}(?:\\.[0-9]{1,9})?) ?(?<unit>[bkmgt]?)(?:(?<=[kmgt])i?b)?");
    private static final String SCHEMA_PATTERN = "^[0-9]+(\\.[0-9]+)? ?([bB]|[kKmMgGtT]([iI]?[bB])?)?$";
    private static final String UNITS = "bkmgt";
    private static final String ADVICE = "write a number and a unit, as in 512m or 1.5g";

    private static final long MIN_BYTES = 64L << 20;
    private static final long MAX_BYTES = 1L << 50;

    @Override
    public @Nullable Long read(ConfigValue value) {
        if (!(value.yaml() instanceof YamlNode.Scalar scalar)
                || !(scalar.kind() == ScalarKind.TEXT || scalar.kind() == ScalarKind.INTEGER)) {
            return value.wrongKind("an amount of memory", ADVICE);
        }
        Matcher matcher = FORM.matcher(scalar.text().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return value.problem(
                    "can't be " + Messages.quote(scalar.text()) + ", which is not an amount of memory", ADVICE);
        }
        long unit = 1L << (10 * Math.max(0, UNITS.indexOf(matcher.group("unit"))));
        BigDecimal bytes = new BigDecimal(matcher.group("number")).multiply(BigDecimal.valueOf(unit));
        if (bytes.compareTo(BigDecimal.valueOf(MIN_BYTES)) < 0) {
            return value.problem(
                    "must be at least 64m, not " + scalar.text(),
                    "the Docker daemon of a node needs that much; " + ADVICE);
        }
        return bytes.compareTo(BigDecimal.valueOf(MAX_BYTES)) > 0
                ? value.problem("must be at most 1024t, not " + scalar.text(), ADVICE)
                : Long.valueOf(bytes.setScale(0, RoundingMode.DOWN).longValueExact());
    }

    @Override
    public ObjectNode jsonSchema() {
        return JsonSchemas.orVariable(JsonSchemas.oneOf(
                JsonSchemas.ofType("string").put("pattern", SCHEMA_PATTERN),
                JsonSchemas.ofType("integer").put("minimum", MIN_BYTES)));
    }
}

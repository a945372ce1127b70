package dev.swarmlab.descriptor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An amount of memory in Docker's notation, read as bytes; units are powers of 1024. */
record MemoryShape() implements Shape<Long> {

    private static final Pattern FORM =
            Pattern.compile("(?<number>[0-9]{1,18}(?:\\.[0-9]{1,9})?) ?(?<unit>[bkmgt]?)(?:(?<=[kmgt])i?b)?");
    private static final String SCHEMA_PATTERN = "^[0-9]+(\\.[0-9]+)? ?([bB]|[kKmMgGtT]([iI]?[bB])?)?$";
    private static final String UNITS = "bkmgt";
    private static final String ADVICE = "write a number and a unit, as in 512m or 1.5g";

    private static final long LEAST = 64L << 20;
    private static final long MOST = 1L << 50;

    @Override
    public @Nullable Long read(Written written) {
        if (!(written.yaml() instanceof Yaml.Scalar scalar)
                || !(scalar.kind() == ScalarKind.TEXT || scalar.kind() == ScalarKind.INTEGER)) {
            return written.wrongKind("an amount of memory", ADVICE);
        }
        Matcher matcher = FORM.matcher(scalar.text().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return written.problem("can't be " + Quote.of(scalar.text()) + ", which is no amount of memory", ADVICE);
        }
        long unit = 1L << (10 * Math.max(0, UNITS.indexOf(matcher.group("unit"))));
        BigDecimal bytes = new BigDecimal(matcher.group("number")).multiply(BigDecimal.valueOf(unit));
        if (bytes.compareTo(BigDecimal.valueOf(LEAST)) < 0) {
            return written.problem(
                    "must be at least 64m, not " + scalar.text(), "a Docker daemon alone needs that much; " + ADVICE);
        }
        return bytes.compareTo(BigDecimal.valueOf(MOST)) > 0
                ? written.problem("must be at most 1024t, not " + scalar.text(), ADVICE)
                : Long.valueOf(bytes.setScale(0, RoundingMode.DOWN).longValueExact());
    }

    @Override
    public ObjectNode schema() {
        return Schemas.orVariable(Schemas.oneOf(
                Schemas.ofType("string").put("pattern", SCHEMA_PATTERN),
                Schemas.ofType("integer").put("minimum", LEAST)));
    }
}

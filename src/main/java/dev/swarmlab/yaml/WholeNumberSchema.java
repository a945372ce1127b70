package dev.swarmlab.yaml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A whole number.
 *
 * @param min the smallest number allowed
 * @param max the largest number allowed
 */
public record WholeNumberSchema(int min, int max, String advice) implements Schema<Integer> {

    /** Every number with so many digits fits into a long. */
    private static final int MAX_DIGITS = 18;

    @Override
    public @Nullable Integer read(ConfigValue value) {
        if (!(value.yaml() instanceof YamlNode.Scalar scalar)) {
            return value.wrongKind("a whole number", advice);
        }
        if (!scalar.canBe(ScalarKind.INTEGER)) {
            boolean quoted = ScalarKind.ofPlain(scalar.text()) == ScalarKind.INTEGER;
            return value.wrongKind("a whole number", quoted ? "write it without quotes: " + scalar.text() : advice);
        }
        if (isBelow(scalar.text())) {
            return value.problem("must be at least " + min + ", not " + quoteIfLong(scalar.text()), advice);
        }
        return isAbove(scalar.text())
                ? value.problem("must be at most " + max + ", not " + quoteIfLong(scalar.text()), advice)
                : Integer.valueOf(scalar.text());
    }

    private boolean isBelow(String number) {
        return number.length() > MAX_DIGITS ? number.startsWith("-") : Long.parseLong(number) < min;
    }

    private boolean isAbove(String number) {
        return number.length() > MAX_DIGITS ? !number.startsWith("-") : Long.parseLong(number) > max;
    }

    private static String quoteIfLong(String number) {
        return number.length() > MAX_DIGITS ? Messages.quote(number) : number;
    }

    @Override
    public ObjectNode jsonSchema() {
        return JsonSchemas.orVariable(
                JsonSchemas.ofType("integer").put("minimum", min).put("maximum", max));
    }
}

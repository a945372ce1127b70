package dev.swarmlab.yaml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** A whole number between two bounds, both of them allowed. */
public record WholeNumberSchema(int least, int most, String advice) implements Schema<Integer> {

    private static final int MOST_DIGITS = 18;

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
            return value.problem("must be at least " + least + ", not " + shown(scalar.text()), advice);
        }
        return isAbove(scalar.text())
                ? value.problem("must be at most " + most + ", not " + shown(scalar.text()), advice)
                : Integer.valueOf(scalar.text());
    }

    /** Someone may write more digits than a long can hold. */
    private boolean isBelow(String number) {
        return number.length() > MOST_DIGITS ? number.startsWith("-") : Long.parseLong(number) < least;
    }

    private boolean isAbove(String number) {
        return number.length() > MOST_DIGITS ? !number.startsWith("-") : Long.parseLong(number) > most;
    }

    private static String shown(String number) {
        return number.length() > MOST_DIGITS ? Messages.quote(number) : number;
    }

    @Override
    public ObjectNode jsonSchema() {
        return JsonSchemas.orVariable(
                JsonSchemas.ofType("integer").put("minimum", least).put("maximum", most));
    }
}

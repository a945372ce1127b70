package dev.swarmlab.descriptor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** A whole number between two bounds, both of them allowed. */
record WholeNumberShape(int least, int most, String advice) implements Shape<Integer> {

    private static final int MOST_DIGITS = 18;

    @Override
    public @Nullable Integer read(Written written) {
        if (!(written.yaml() instanceof Yaml.Scalar scalar)) {
            return written.wrongKind("a whole number", advice);
        }
        if (!scalar.canBe(ScalarKind.INTEGER)) {
            boolean quoted = ScalarKind.ofPlain(scalar.text()) == ScalarKind.INTEGER;
            return written.wrongKind("a whole number", quoted ? "write it without quotes: " + scalar.text() : advice);
        }
        if (isBelow(scalar.text())) {
            return written.problem("must be at least " + least + ", not " + shown(scalar.text()), advice);
        }
        return isAbove(scalar.text())
                ? written.problem("must be at most " + most + ", not " + shown(scalar.text()), advice)
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
        return number.length() > MOST_DIGITS ? Quote.of(number) : number;
    }

    @Override
    public ObjectNode schema() {
        return Schemas.orVariable(
                Schemas.ofType("integer").put("minimum", least).put("maximum", most));
    }
}

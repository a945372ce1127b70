package dev.swarmlab.readiness;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A factor by which this process multiplies every time limit, for machines that are slow or busy. It is read from the
 * environment variable {@value #VARIABLE}, and is 1 by default.
 */
public final class Patience {

    public static final String VARIABLE = "SWARMLAB_PATIENCE";

    private static final double LOWEST = 0.1;
    private static final double HIGHEST = 100;
    private static final Pattern FORM = Pattern.compile("\\d{1,3}(\\.\\d{1,3})?");

    /** An invalid value counts as 1 here: the command line refuses it with the message of {@link #complaint}. */
    private static final double OF_THIS_PROCESS =
            factor(System.getenv().getOrDefault(VARIABLE, "")).orElse(1.0);

    private Patience() {}

    /** The time multiplied by the factor of this process. */
    public static Duration scaled(Duration time) {
        return scaled(time, OF_THIS_PROCESS);
    }

    static Duration scaled(Duration time, double factor) {
        return factor == 1 ? time : Duration.ofNanos(Math.round(time.toNanos() * factor));
    }

    /** The error message for an invalid value of the variable; empty when the value is valid. */
    public static Optional<String> complaint(String value) {
        return factor(value).isPresent()
                ? Optional.empty()
                : Optional.of(VARIABLE + " can't be '" + value + "'; write a number from 0.1 to 100, as in 3");
    }

    /** 1 for an empty text; empty when the text is not a number from 0.1 to 100. */
    static Optional<Double> factor(String text) {
        if (text.isEmpty()) {
            return Optional.of(1.0);
        }
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        double factor = Double.parseDouble(text);
        return factor >= LOWEST && factor <= HIGHEST ? Optional.of(factor) : Optional.empty();
    }
}

package dev.swarmlab.readiness;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How much longer than usual this process waits before it gives up: one factor for every deadline, which the variable
 * {@value #VARIABLE} gives on machines that are slow or busy.
 */
public final class Patience {

    public static final String VARIABLE = "SWARMLAB_PATIENCE";

    private static final double LEAST = 0.1;
    private static final double MOST = 100;
    private static final Pattern FORM = Pattern.compile("\\d{1,3}(\\.\\d{1,3})?");

    /** An invalid value ends every command before anything is awaited. */
    private static final double OF_THIS_PROCESS =
            factor(System.getenv().getOrDefault(VARIABLE, "")).orElse(1.0);

    private Patience() {}

    /** The time that this process grants where others grant that time. */
    public static Duration scaled(Duration time) {
        return scaled(time, OF_THIS_PROCESS);
    }

    static Duration scaled(Duration time, double factor) {
        return factor == 1 ? time : Duration.ofNanos(Math.round(time.toNanos() * factor));
    }

    /** What is wrong with a value of the variable, as a sentence; empty when it is valid. */
    public static Optional<String> complaint(String value) {
        return factor(value).isPresent()
                ? Optional.empty()
                : Optional.of(VARIABLE + " can't be '" + value + "'; write a number from 0.1 to 100, as in 3");
    }

    /** 1 for an empty text, nothing for what is no factor. */
    static Optional<Double> factor(String text) {
        if (text.isEmpty()) {
            return Optional.of(1.0);
        }
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        double factor = Double.parseDouble(text);
        return factor >= LEAST && factor <= MOST ? Optional.of(factor) : Optional.empty();
    }
}

package dev.swarmlab.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how long a certificate is valid: a number of days, as in {@code 30d}, or a duration of up to a year. */
final class LifetimeConverter implements ITypeConverter<Duration> {

    private static final Pattern DAYS = Pattern.compile("([0-9]{1,3})d");
    private static final Duration LONGEST = Duration.ofDays(365);

    @Override
    public Duration convert(String text) {
        Matcher days = DAYS.matcher(text);
        Duration lifetime =
                days.matches() ? Duration.ofDays(Long.parseLong(days.group(1))) : new DurationConverter().convert(text);
        if (lifetime.isZero() || lifetime.compareTo(LONGEST) > 0) {
            throw new TypeConversionException("'" + text + "' is not between 1s and 365d");
        }
        return lifetime;
    }
}

package dev.swarmlab.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the delay of a packet, from 1 ms to 60 s. */
final class DelayConverter implements ITypeConverter<Duration> {

    private static final Pattern PATTERN = Pattern.compile("([1-9][0-9]{0,4})(ms|s)");
    private static final Duration MOST = Duration.ofSeconds(60);

    @Override
    public Duration convert(String text) {
        Matcher matcher = PATTERN.matcher(text);
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            Duration delay = matcher.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number);
            if (delay.compareTo(MOST) <= 0) {
                return delay;
            }
        }
        throw new TypeConversionException("'" + text + "' is not a delay; write it like 100ms or 2s, at most 60s");
    }
}

package dev.swarmlab.cli;

import dev.swarmlab.yaml.DurationSchema;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a duration of at least one second, in the same form as lab files do: see {@link DurationSchema}. */
final class DurationConverter implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        Duration duration = DurationSchema.parse(text)
                .orElseThrow(() ->
                        new TypeConversionException("'" + text + "' is not a duration; " + DurationSchema.ADVICE));
        if (duration.isZero()) {
            throw new TypeConversionException("'" + text + "' is too short; the shortest duration is 1s");
        }
        return duration;
    }
}

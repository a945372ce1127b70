package dev.swarmlab.cli;

import dev.swarmlab.yaml.DurationSchema;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time in the past: a duration before now, see {@link DurationSchema}, or a date and time with its zone. */
final class SinceConverter implements ITypeConverter<Instant> {

    @Override
    public Instant convert(String text) {
        Optional<Duration> duration = DurationSchema.parse(text);
        if (duration.isPresent()) {
            return Instant.now().minus(duration.get());
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException exception) {
            throw new TypeConversionException(
                    "'" + text + "' is neither a duration such as 10m nor a time such as 2026-01-31T09:00:00Z");
        }
    }
}

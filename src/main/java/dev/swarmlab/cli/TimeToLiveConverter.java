package dev.swarmlab.cli;

import dev.swarmlab.lab.TimeToLive;
import picocli.CommandLine.ITypeConverter;

/** Reads {@code none}, or a duration in the same form as other options. */
final class TimeToLiveConverter implements ITypeConverter<TimeToLive> {

    private final DurationConverter durations = new DurationConverter();

    @Override
    public TimeToLive convert(String text) {
        return text.equalsIgnoreCase("none") ? TimeToLive.UNLIMITED : TimeToLive.of(durations.convert(text));
    }
}

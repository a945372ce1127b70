package dev.swarmlab.cli;

import dev.swarmlab.lab.LabProcess;
import dev.swarmlab.process.Caller;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the id of a process that runs on this host. */
final class LabProcessConverter implements ITypeConverter<LabProcess> {

    @Override
    public LabProcess convert(String text) {
        if (!text.matches("[1-9][0-9]{0,17}")) {
            throw new TypeConversionException("'" + text + "' is not a process id, as in 4711 or $PPID");
        }
        return Caller.of(Long.parseLong(text))
                .map(LabProcess::new)
                .orElseThrow(
                        () -> new TypeConversionException("no process with the id " + text + " runs on this host"));
    }
}

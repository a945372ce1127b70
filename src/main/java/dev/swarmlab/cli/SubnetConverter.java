package dev.swarmlab.cli;

import dev.swarmlab.labfile.reader.LabSubnet;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a lab's subnet, by the same rules as in a lab file. */
final class SubnetConverter implements ITypeConverter<String> {

    @Override
    public String convert(String text) {
        LabSubnet.problem(text).ifPresent(problem -> {
            throw new TypeConversionException("it " + problem);
        });
        return text;
    }
}

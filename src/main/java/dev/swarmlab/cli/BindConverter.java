package dev.swarmlab.cli;

import dev.swarmlab.labfile.BindAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an IPv4 or IPv6 address. */
final class BindConverter implements ITypeConverter<BindAddress> {

    @Override
    public BindAddress convert(String text) {
        return BindAddress.parse(text)
                .orElseThrow(() -> new TypeConversionException(
                        "'" + text + "' is not an IPv4 or IPv6 address; write it like 192.0.2.10 or 2001:db8::10"));
    }
}

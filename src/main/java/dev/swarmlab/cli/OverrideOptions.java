package dev.swarmlab.cli;

import dev.swarmlab.labfile.Overrides;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Overrides values of the lab files of a command. */
final class OverrideOptions {

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Name of the lab, as in shop-ann. Overrides the lab file.")
    private @Nullable String name;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Override a value of the lab file, as in workers=2 or registry.port=5001. Repeatable.")
    private List<String> settings = List.of();

    Overrides overrides() {
        return new Overrides(name, settings);
    }
}

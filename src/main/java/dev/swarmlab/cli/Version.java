package dev.swarmlab.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** swarmlab's own version, from its jar. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "swarmlab " + Objects.requireNonNullElse(version, "from its checkout") + ", Java "
                    + Runtime.version().feature()
        };
    }
}

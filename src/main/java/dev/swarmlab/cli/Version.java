package dev.swarmlab.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** swarmlab's own version, from its jar. */
final class Version implements IVersionProvider {

    /** As in {@code 1.0.0}; from the jar's manifest, so there is none while the jar is not built. */
    static String number() {
        return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "from its checkout");
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "swarmlab " + number() + ", Java " + Runtime.version().feature()
        };
    }
}

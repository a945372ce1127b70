package dev.swarmlab.cli;

import dev.swarmlab.engine.EngineVersion;
import dev.swarmlab.report.Table;
import org.jspecify.annotations.Nullable;

/**
 * The versions of swarmlab and of what it uses.
 *
 * @param java the version of the Java that runs swarmlab
 * @param engine null if no engine answers
 * @param engineError why no engine answers; null if one does
 */
record VersionReport(
        String swarmlab,
        String java,
        @Nullable EngineEntry engine,
        @Nullable String engineError) {

    /**
     * The engine.
     *
     * @param apiVersion the newest version of the Docker Engine API that it speaks
     */
    record EngineEntry(String address, String version, String apiVersion) {}

    static VersionReport with(String address, EngineVersion engine) {
        return of(new EngineEntry(address, engine.version(), engine.apiVersion()), null);
    }

    static VersionReport withoutEngine(String reason) {
        return of(null, reason);
    }

    private static VersionReport of(@Nullable EngineEntry engine, @Nullable String engineError) {
        return new VersionReport(Version.number(), Runtime.version().toString(), engine, engineError);
    }

    String table() {
        Table table =
                new Table("COMPONENT", "VERSION").row("swarmlab", swarmlab).row("Java", java);
        if (engine == null) {
            return table.row("engine", "-").row("engine API", "-").text() + "\nNo engine answers: " + engineError
                    + "\n";
        }
        return table.row("engine", engine.version())
                        .row("engine API", engine.apiVersion())
                        .text() + "\nengine    " + engine.address() + "\n";
    }
}

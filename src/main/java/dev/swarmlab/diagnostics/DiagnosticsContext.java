package dev.swarmlab.diagnostics;

import dev.swarmlab.engine.Engine;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What the command that collects diagnostics adds to them.
 *
 * @param environment the environment variables of the command; their values may be secrets
 * @param files more files about the engine that carries the lab
 */
public record DiagnosticsContext(Map<String, String> environment, Function<Engine, List<DiagnosticFile>> files) {

    /** No environment variables and no more files. */
    public static final DiagnosticsContext EMPTY = new DiagnosticsContext(Map.of(), engine -> List.of());
}

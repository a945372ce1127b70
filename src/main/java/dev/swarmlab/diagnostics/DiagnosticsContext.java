package dev.swarmlab.diagnostics;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.lab.Origin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What the command that collects diagnostics adds to them.
 *
 * @param environment the environment variables of the command; their values may be secrets
 * @param files more files about the engine that carries the lab, and about the lab with this lab file, which may not be
 *     known
 */
public record DiagnosticsContext(
        Map<String, String> environment, BiFunction<Engine, Optional<Origin>, List<DiagnosticFile>> files) {

    /** No environment variables and no more files. */
    public static final DiagnosticsContext EMPTY = new DiagnosticsContext(Map.of(), (engine, origin) -> List.of());
}

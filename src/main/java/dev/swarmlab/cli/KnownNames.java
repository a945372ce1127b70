package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.choice.EngineAccess;
import dev.swarmlab.engine.choice.EngineChoice;
import dev.swarmlab.engine.choice.EngineConnector;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The names of labs and nodes on the engine, for completion. Empty when the engine can't be read. */
final class KnownNames {

    /** The longest time to wait after TAB was pressed. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Console console;
    private final EngineConnector connector;

    KnownNames(Console console, EngineConnector connector) {
        this.console = console;
        this.connector = connector;
    }

    /** @param options those typed, by their longest names */
    List<String> labs(Map<String, String> options) {
        return find(options).stream().map(LabResources::name).toList();
    }

    /** The nodes of the lab that is named; without a name those of all labs. */
    List<String> nodes(Map<String, String> options) {
        String lab = options.getOrDefault("--lab", console.environment().getOrDefault("SWARMLAB_LAB", ""));
        return find(options).stream()
                .filter(known -> lab.isEmpty() || known.name().equals(lab))
                .flatMap(known -> known.nodes().stream())
                .map(LabClient::nameOf)
                .distinct()
                .toList();
    }

    private List<LabResources> find(Map<String, String> options) {
        EngineChoice choice =
                options.getOrDefault("--engine", console.environment().getOrDefault("SWARMLAB_ENGINE", ""))
                                .toLowerCase(Locale.ROOT)
                                .equals("host")
                        ? EngineChoice.HOST
                        : EngineChoice.AUTO;
        try {
            EngineAccess access =
                    new EngineAccess(console.environment(), console.engineCalls(), choice, connector, said -> {});
            if (access.mayAsk()) {
                return List.of();
            }
            Optional<Engine> running = access.running(Deadline.in(PATIENCE));
            if (running.isEmpty()) {
                return List.of();
            }
            try (Engine engine = running.get()) {
                return LabResources.allIn(EngineSnapshot.of(engine, new Parallel(false)));
            }
        } catch (Failure | EngineException exception) {
            return List.of();
        }
    }
}

package dev.swarmlab.cli;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineEndpoint;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineLocator;
import dev.swarmlab.engine.dockerjava.DockerJavaConnector;
import dev.swarmlab.engine.local.PrivateEngine;
import dev.swarmlab.engine.local.PrivateEngineFiles;
import dev.swarmlab.engine.local.PrivateEngineStatus;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.recipe.RecipeBuilder;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Finds the engine for a command: the one that the user named, else the one on the default socket, else swarmlab's
 * private one. An engine that was named and does not answer is an error: another in its place would be a surprise.
 */
final class EngineAccess {

    private static final String START_ONE = "Start Docker, or name an engine with DOCKER_HOST.";

    private final EngineLocator locator;
    private final EngineChoice choice;
    private final RecipeBuilder recipes;
    private final PrivateEngine privateEngine;

    EngineAccess(Console console, EngineChoice choice, Consumer<String> say) {
        this.locator = new EngineLocator(console.environment());
        this.choice = choice;
        this.recipes = RecipeBuilder.ofThisHost(say);
        this.privateEngine = new PrivateEngine(PrivateEngineFiles.ofThisHost(), recipes, say);
    }

    RecipeBuilder recipes() {
        return recipes;
    }

    /** An engine for work that needs one; the private one is started if there is no other. */
    Engine open(Deadline deadline) {
        return running().orElseGet(() -> {
            reasonNoneCanBeStarted().ifPresent(reason -> {
                throw reason;
            });
            privateEngine.start(deadline);
            return connect(privateEndpoint());
        });
    }

    /** Why {@link #open} can do nothing where no engine runs; empty when it would start the private one. */
    Optional<Failure> reasonNoneCanBeStarted() {
        if (choice == EngineChoice.HOST) {
            return Optional.of(noneRuns());
        }
        return privateEngine.reasonItCannotRun().map(reason -> noneRuns()
                .because("none answers at " + locator.standard().host() + ", and a private one can't be" + " started: "
                        + reason.getMessage())
                .advise(reason.advice() == null ? START_ONE : reason.advice()));
    }

    /** Who named an engine that was opened here, for messages. */
    String source(Engine engine) {
        return Stream.concat(locator.named().stream(), Stream.of(locator.standard()))
                .filter(endpoint -> endpoint.host().toString().equals(engine.address()))
                .findFirst()
                .orElseGet(this::privateEndpoint)
                .source();
    }

    /** An engine if one runs. Nothing is started. */
    Optional<Engine> running() {
        Optional<EngineEndpoint> named = locator.named();
        if (!named.map(this::isOurs).orElse(false)) {
            if (named.isPresent()) {
                return Optional.of(answering(named.get()));
            }
            EngineEndpoint standard = locator.standard();
            if (isThere(standard)) {
                return Optional.of(answering(standard));
            }
        }
        boolean privateRuns = choice == EngineChoice.AUTO
                && Files.isReadable(socket(privateEndpoint()))
                && privateEngine.status() instanceof PrivateEngineStatus.Running;
        return privateRuns ? Optional.of(connect(privateEndpoint())) : Optional.empty();
    }

    /** An engine that runs, for commands about labs that exist: without an engine there are none. */
    Engine openRunning() {
        return running()
                .orElseThrow(() -> sleeps()
                        ? noneRuns()
                                .because("swarmlab's private engine is stopped")
                                .advise("Its labs are still there. Start it again with: swarmlab engine start")
                        : noneRuns());
    }

    /** An engine that runs or a private one that sleeps on something, woken up. */
    Optional<Engine> wakeUp(Deadline deadline) {
        return running().or(() -> sleeps() ? Optional.of(open(deadline)) : Optional.empty());
    }

    /** Whether the private engine was named, as by the Docker context of a lab on it: it can be started. */
    private boolean isOurs(EngineEndpoint named) {
        return choice == EngineChoice.AUTO
                && named.host().equals(privateEndpoint().host());
    }

    /** Whether the private engine is stopped and would have containers again if it were started. */
    private boolean sleeps() {
        return choice == EngineChoice.AUTO && privateEngine.holdsContainers();
    }

    /** Where an engine would have been found if {@link #running} found none: what labs there were are gone. */
    List<String> addressesWithoutEngine() {
        List<String> addresses =
                new ArrayList<>(List.of(locator.standard().host().toString()));
        if (choice == EngineChoice.AUTO) {
            addresses.add(privateEngine.address());
        }
        return addresses;
    }

    private static Failure noneRuns() {
        return Failure.of(FailureKind.NO_ENGINE, "no Docker engine runs here").advise(START_ONE);
    }

    private EngineEndpoint privateEndpoint() {
        return new EngineEndpoint(URI.create(privateEngine.address()), null, "swarmlab's private engine");
    }

    /** Whether something is at the default socket. A socket file that nobody listens on is left from a crash. */
    private static boolean isThere(EngineEndpoint endpoint) {
        if (!"unix".equals(endpoint.host().getScheme())) {
            return true;
        }
        Path socket = socket(endpoint);
        return Files.exists(socket) && (!Files.isWritable(socket) || SocketProbe.isListening(socket));
    }

    private static Path socket(EngineEndpoint endpoint) {
        return Path.of(endpoint.host().getPath());
    }

    private static Engine connect(EngineEndpoint endpoint) {
        return DockerJavaConnector.engine(endpoint);
    }

    private static Engine answering(EngineEndpoint endpoint) {
        Engine engine = connect(endpoint);
        try {
            engine.ping();
            return engine;
        } catch (EngineException exception) {
            engine.close();
            throw Failure.of(FailureKind.NO_ENGINE, "the Docker engine at " + endpoint + " does not answer")
                    .because(exception.text())
                    .advise(START_ONE)
                    .causedBy(exception);
        }
    }
}

package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineCall;
import dev.swarmlab.engine.EngineEndpoint;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineLocator;
import dev.swarmlab.engine.dockerjava.DockerJavaConnector;
import dev.swarmlab.engine.local.PrivateEngine;
import dev.swarmlab.engine.local.PrivateEngineFiles;
import dev.swarmlab.engine.local.PrivateEngineStatus;
import dev.swarmlab.engine.local.PrivateEngineStatus.NotAnswering;
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

    private static final String START_PRIVATE = "Its labs are still there. Start it again with: swarmlab engine start";
    private static final String START_ONE = "Start Docker, or name an engine with DOCKER_HOST.";

    private static final String RESTART =
            "It accepts connections, so it hangs, or is overloaded. Restart it, as in: systemctl restart docker";

    private final EngineLocator locator;
    private final EngineChoice choice;
    private final Optional<Consumer<EngineCall>> calls;
    private final RecipeBuilder recipes;
    private final PrivateEngine privateEngine;

    EngineAccess(Console console, EngineChoice choice, Consumer<String> say) {
        this.locator = new EngineLocator(console.environment());
        this.choice = choice;
        this.calls = console.engineCalls();
        this.recipes = RecipeBuilder.ofThisHost(say);
        this.privateEngine = new PrivateEngine(PrivateEngineFiles.ofThisHost(), recipes, say);
    }

    RecipeBuilder recipes() {
        return recipes;
    }

    /** An engine for work that needs one and ends by the deadline; the private one is started if there is no other. */
    Engine open(Deadline deadline) {
        return open(deadline, Optional.of(deadline));
    }

    /** The same for work whose parts have deadlines of their own. The private engine is started by the deadline. */
    Engine openForManyTasks(Deadline deadline) {
        return open(deadline, Optional.empty());
    }

    private Engine open(Deadline deadline, Optional<Deadline> limit) {
        return usersEngine(limit).or(() -> ownEngine(limit)).orElseGet(() -> {
            reasonNoneCanBeStarted().ifPresent(reason -> {
                throw reason;
            });
            privateEngine.start(deadline);
            return connect(privateEndpoint(), limit);
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

    /**
     * An engine if one runs. Nothing is started.
     *
     * @throws Failure of kind {@link FailureKind#NO_ENGINE} when one is there and does not answer
     */
    Optional<Engine> running() {
        Optional<Engine> found = usersEngine(Optional.empty()).or(() -> ownEngine(Optional.empty()));
        if (found.isEmpty() && privateStatus() instanceof NotAnswering silent) {
            throw Failure.of(FailureKind.NO_ENGINE, privateEndpoint() + " does not answer")
                    .because(silent.reason())
                    .advise("Its process is " + silent.pid() + ", and its log shows what it does (sudo swarmlab engine"
                            + " status). Restart it with: swarmlab engine stop && swarmlab engine start");
        }
        return found;
    }

    /** The engine that the user named, or that of the default socket. */
    private Optional<Engine> usersEngine(Optional<Deadline> deadline) {
        Optional<EngineEndpoint> named = locator.named();
        if (named.map(this::isOurs).orElse(false)) {
            return Optional.empty();
        }
        if (named.isPresent()) {
            return Optional.of(answering(named.get(), deadline));
        }
        EngineEndpoint standard = locator.standard();
        return isThere(standard) ? Optional.of(answering(standard, deadline)) : Optional.empty();
    }

    /** The private engine if it answers. */
    private Optional<Engine> ownEngine(Optional<Deadline> deadline) {
        return privateStatus() instanceof PrivateEngineStatus.Running
                ? Optional.of(connect(privateEndpoint(), deadline))
                : Optional.empty();
    }

    private PrivateEngineStatus privateStatus() {
        return choice == EngineChoice.AUTO && Files.isReadable(socket(privateEndpoint()))
                ? privateEngine.status()
                : new PrivateEngineStatus.Stopped();
    }

    /** An engine that runs, for commands that list labs; empty where no lab can be. */
    Optional<Engine> runningOrNoLabs() {
        Optional<Engine> found = running();
        if (found.isEmpty() && isHidden()) {
            throw hidden();
        }
        List<String> labs = found.isEmpty() && choice == EngineChoice.AUTO ? privateEngine.labs() : List.of();
        if (!labs.isEmpty()) {
            throw sleeping().because("it holds the labs " + String.join(", ", labs));
        }
        return found;
    }

    /** An engine that runs, for commands about labs that exist: without an engine there are none. */
    Engine openRunning() {
        return running().orElseThrow(this::noneToOpen);
    }

    private Failure noneToOpen() {
        if (isHidden()) {
            return hidden();
        }
        return sleeps() ? noneRuns().because(sleeping().text()).advise(START_PRIVATE) : noneRuns();
    }

    private boolean isHidden() {
        return choice == EngineChoice.AUTO && privateEngine.isHidden();
    }

    private static Failure hidden() {
        return Failure.of(FailureKind.NO_ENGINE, "only root can see swarmlab's private engine and its labs")
                .advise("Type the command again with sudo, or name another engine with DOCKER_HOST.");
    }

    private static Failure sleeping() {
        return Failure.of(FailureKind.NO_ENGINE, "swarmlab's private engine is stopped")
                .advise(START_PRIVATE);
    }

    /** An engine that runs or a private one that sleeps on something, woken up. */
    Optional<Engine> wakeUp(Deadline deadline) {
        Optional<Engine> found = running();
        return found.isEmpty() && sleeps() ? Optional.of(open(deadline)) : found;
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

    private Engine connect(EngineEndpoint endpoint, Optional<Deadline> deadline) {
        return DockerJavaConnector.engine(endpoint, deadline, calls);
    }

    private Engine answering(EngineEndpoint endpoint, Optional<Deadline> deadline) {
        Engine engine = connect(endpoint, deadline);
        try {
            engine.ping();
            return engine;
        } catch (EngineException exception) {
            engine.close();
            throw Failure.of(FailureKind.NO_ENGINE, "the Docker engine at " + endpoint + " does not answer")
                    .because(exception.text())
                    .advise(exception.text().contains(" did not answer ") ? RESTART : START_ONE)
                    .causedBy(exception);
        }
    }
}

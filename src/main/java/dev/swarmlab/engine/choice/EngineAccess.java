package dev.swarmlab.engine.choice;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineCall;
import dev.swarmlab.engine.EngineEndpoint;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineLocator;
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
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Finds the engine for a command: the one that the user selected, else the one on the default socket, else swarmlab's
 * private engine. A selected engine that does not answer is an error: no other engine is used instead.
 */
public final class EngineAccess {

    private static final String START_PRIVATE = "Its labs still exist. Start it with: swarmlab engine start";
    private static final String START_ONE = "Start Docker, or name an engine with DOCKER_HOST.";

    private static final String RESTART =
            "It accepts connections, so it hangs or is overloaded. Restart it, as with: systemctl restart docker";

    private final EngineLocator locator;
    private final EngineChoice choice;
    private final Optional<Consumer<EngineCall>> calls;
    private final EngineConnector connector;
    private final RecipeBuilder recipes;
    private final PrivateEngine privateEngine;

    /**
     * An access without a connection yet.
     *
     * @param environment the environment variables that may name an engine
     * @param calls gets each request to the engine and its nodes after its end
     * @param say gets a line about each slow step, such as the start of the private engine
     */
    public EngineAccess(
            Map<String, String> environment,
            Optional<Consumer<EngineCall>> calls,
            EngineChoice choice,
            EngineConnector connector,
            Consumer<String> say) {
        this.locator = new EngineLocator(environment);
        this.choice = choice;
        this.calls = calls;
        this.connector = connector;
        this.recipes = RecipeBuilder.ofThisHost(say);
        this.privateEngine = new PrivateEngine(PrivateEngineFiles.ofThisHost(), recipes, say);
    }

    public RecipeBuilder recipes() {
        return recipes;
    }

    /**
     * Opens an engine. Starts the private engine if no other runs.
     *
     * @param deadline of the command; it bounds each request too
     * @throws Failure of kind {@link FailureKind#NO_ENGINE} when no engine can be used
     */
    public Engine open(Deadline deadline) {
        return open(deadline, Optional.of(deadline));
    }

    /**
     * Opens an engine for a command whose tasks have deadlines of their own.
     *
     * @param deadline of the start of the private engine only
     */
    public Engine openForManyTasks(Deadline deadline) {
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

    /** The reason why {@link #open} fails where no engine runs; empty when it would start the private engine. */
    public Optional<Failure> reasonNoneCanBeStarted() {
        if (choice == EngineChoice.HOST) {
            return Optional.of(noneRuns());
        }
        return privateEngine.reasonItCannotRun().map(reason -> noneRuns()
                .because("none answers at " + locator.standard().host() + ", and a private engine can't be started: "
                        + reason.getMessage())
                .advise(reason.advice() == null ? START_ONE : reason.advice()));
    }

    /** How an engine that was opened here was selected, for messages, as in {@code DOCKER_HOST}. */
    public String source(Engine engine) {
        return Stream.concat(locator.named().stream(), Stream.of(locator.standard()))
                .filter(endpoint -> endpoint.host().toString().equals(engine.address()))
                .findFirst()
                .orElseGet(this::privateEndpoint)
                .source();
    }

    /**
     * The engine that runs; empty when there is none. Nothing is started.
     *
     * @throws Failure of kind {@link FailureKind#NO_ENGINE} when an engine does not answer
     */
    public Optional<Engine> running() {
        return running(Optional.empty());
    }

    /** The same for a short command: an engine that does not answer by the deadline does not answer. */
    public Optional<Engine> running(Deadline deadline) {
        return running(Optional.of(deadline));
    }

    private Optional<Engine> running(Optional<Deadline> deadline) {
        Optional<Engine> found = usersEngine(deadline).or(() -> ownEngine(deadline));
        if (found.isEmpty() && privateStatus() instanceof NotAnswering silent) {
            throw Failure.of(FailureKind.NO_ENGINE, privateEndpoint() + " does not answer")
                    .because(silent.reason())
                    .advise("Its process is " + silent.pid() + ". Restart it with: swarmlab engine stop && swarmlab"
                            + " engine start");
        }
        return found;
    }

    /** Whether the user may have to type something, such as a password for ssh, before the engine answers. */
    public boolean mayAsk() {
        return locator.named().filter(EngineEndpoint::isBehindSsh).isPresent();
    }

    /** The engine that the user selected, or the one on the default socket. */
    private Optional<Engine> usersEngine(Optional<Deadline> deadline) {
        Optional<EngineEndpoint> named = locator.named();
        if (named.map(this::isPrivate).orElse(false)) {
            return Optional.empty();
        }
        if (named.isPresent()) {
            return Optional.of(answering(named.get(), deadline));
        }
        EngineEndpoint standard = locator.standard();
        return exists(standard) ? Optional.of(answering(standard, deadline)) : Optional.empty();
    }

    /** The private engine; empty when it does not answer. */
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

    /**
     * The engine that runs, for commands that list labs; empty when there is no engine and therefore no lab.
     *
     * @throws Failure when the private engine is stopped and holds labs, or when only root can see it
     */
    public Optional<Engine> runningOrNoLabs() {
        Optional<Engine> found = running();
        if (found.isEmpty() && isHidden()) {
            throw hidden();
        }
        List<String> labs = found.isEmpty() && choice == EngineChoice.AUTO ? privateEngine.labs() : List.of();
        if (!labs.isEmpty()) {
            throw stopped().because("it holds the labs " + String.join(", ", labs));
        }
        return found;
    }

    /**
     * The engine that runs, for commands about existing labs.
     *
     * @throws Failure of kind {@link FailureKind#NO_ENGINE} when there is none
     */
    public Engine openRunning() {
        return running().orElseThrow(this::noneRunsWithReason);
    }

    private Failure noneRunsWithReason() {
        if (isHidden()) {
            return hidden();
        }
        return holdsLabsWhileStopped() ? noneRuns().because(stopped().text()).advise(START_PRIVATE) : noneRuns();
    }

    private boolean isHidden() {
        return choice == EngineChoice.AUTO && privateEngine.isHidden();
    }

    private static Failure hidden() {
        return Failure.of(FailureKind.NO_ENGINE, "only root can see swarmlab's private engine and its labs")
                .advise("Run the command again with sudo, or name another engine with DOCKER_HOST.");
    }

    private static Failure stopped() {
        return Failure.of(FailureKind.NO_ENGINE, "swarmlab's private engine is stopped")
                .advise(START_PRIVATE);
    }

    /** The engine that runs. A private engine that is stopped and holds labs is started by the deadline. */
    public Optional<Engine> runningOrStarted(Deadline deadline) {
        Optional<Engine> found = running();
        return found.isEmpty() && holdsLabsWhileStopped() ? Optional.of(open(deadline)) : found;
    }

    /** Whether the user selected the private engine, as by the Docker context of a lab on it. It can be started. */
    private boolean isPrivate(EngineEndpoint named) {
        return choice == EngineChoice.AUTO
                && named.host().equals(privateEndpoint().host());
    }

    /** Whether the private engine has containers. To be called when it does not run. */
    private boolean holdsLabsWhileStopped() {
        return choice == EngineChoice.AUTO && privateEngine.holdsContainers();
    }

    /** The addresses that {@link #running} tried. When none has an engine, the labs on them no longer exist. */
    public List<String> addressesWithoutEngine() {
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

    /**
     * Whether there is an engine on the default socket: a socket that this user may not write to, or one on which a
     * process listens. A socket file without a listener is left from a crash.
     */
    private static boolean exists(EngineEndpoint endpoint) {
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
        return connector.connect(endpoint, deadline, calls);
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
                    .advise(exception.isSilent() ? RESTART : START_ONE)
                    .causedBy(exception);
        }
    }
}

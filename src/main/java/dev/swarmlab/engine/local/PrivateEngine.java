package dev.swarmlab.engine.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swarmlab.engine.ContainerFile;
import dev.swarmlab.engine.ContainerdSidecar;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.process.Program;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.readiness.LockFile;
import dev.swarmlab.readiness.Patience;
import dev.swarmlab.recipe.RecipeBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A Docker engine that swarmlab starts on a Linux host without one. It has its own mount and PID namespaces but uses
 * the host's network, so that published ports are ports of the host. It keeps running after the command that started
 * it. A lock file makes {@link #start} and {@link #stop} safe across processes.
 */
public final class PrivateEngine {

    private static final Duration PING_TIMEOUT = Patience.scaled(Duration.ofSeconds(10));
    private static final Duration TIME_TO_START = Duration.ofSeconds(60);

    private final PrivateEngineFiles files;
    private final Consumer<String> say;
    private final PrivateEngineHost host = PrivateEngineHost.ofThisProcess();
    private final EngineRoot root;
    private final EngineStorage storage;
    private final HostState hostState;

    public PrivateEngine(PrivateEngineFiles files, RecipeBuilder recipes, Consumer<String> say) {
        this.files = files;
        this.say = say;
        this.root = new EngineRoot(files, recipes);
        this.storage = new EngineStorage(files, recipes.cache());
        this.hostState = new HostState(files, host.searchPath(), say);
    }

    /** The address for {@code DOCKER_HOST}. The engine need not run. */
    public String address() {
        return "unix://" + files.socket();
    }

    /** Whether this host has a private engine, running or not, that this user has no access to. */
    public boolean isHidden() {
        return Files.exists(files.state()) && !Files.isReadable(files.state());
    }

    /** Whether it has containers, running or not. It keeps them while it is stopped. */
    public boolean holdsContainers() {
        try (Stream<Path> containers = Files.list(files.data().resolve("containers"))) {
            return containers.findAny().isPresent();
        } catch (IOException noneYet) {
            return false;
        }
    }

    /** The sorted names of labs that have containers in it, also while it is stopped; empty when they can't be read. */
    public List<String> labs() {
        try (Stream<Path> containers = Files.list(files.data().resolve("containers"))) {
            return containers.flatMap(PrivateEngine::lab).distinct().sorted().toList();
        } catch (IOException noneYet) {
            return List.of();
        }
    }

    private static Stream<String> lab(Path container) {
        try {
            String lab = new ObjectMapper()
                    .readTree(container.resolve("config.v2.json").toFile())
                    .path("Config")
                    .path("Labels")
                    .path(Labels.LAB)
                    .asText("");
            return lab.isEmpty() ? Stream.empty() : Stream.of(lab);
        } catch (IOException halfWritten) {
            return Stream.empty();
        }
    }

    /** Why {@link #start} can't work on this host; empty when it can. */
    public Optional<Failure> reasonItCannotRun() {
        return host.reasonItCannotRun().or(() -> root.reasonUnavailable()
                .map(failure -> PrivateEngineHost.impossible("its root filesystem cannot be built: " + failure.reason())
                        .advise("Install mmdebstrap with your distribution's package manager, or install an engine"
                                + " (package docker.io, docker or moby-engine).")));
    }

    /**
     * The current status.
     *
     * @throws Failure when this user has no access to it
     */
    public PrivateEngineStatus status() {
        if (Files.exists(files.run()) && !Files.isReadable(files.run())) {
            throw Failure.of(FailureKind.NO_ENGINE, "only root can see the private engine")
                    .advise("Run: sudo swarmlab engine status");
        }
        Optional<EngineProcess> running = EngineProcess.find(files);
        if (running.isEmpty()) {
            return new PrivateEngineStatus.Stopped();
        }
        ProcessHandle process = running.get().handle();
        try {
            return new PrivateEngineStatus.Running(
                    process.pid(), ping(), process.info().startInstant().orElse(Instant.EPOCH));
        } catch (IOException exception) {
            return new PrivateEngineStatus.NotAnswering(process.pid(), String.valueOf(exception.getMessage()));
        }
    }

    /**
     * Starts the engine if it does not run, and waits until it answers. The first start builds its root filesystem.
     *
     * @throws Failure of kind {@link FailureKind#NO_ENGINE} when it can't run on this host; also when another Docker
     *     daemon runs, or when the engine does not answer before the deadline or within 60 seconds
     */
    public void start(Deadline deadline) {
        reasonItCannotRun().ifPresent(reason -> {
            throw reason;
        });
        withLock("start the private engine", deadline, () -> {
            if (EngineProcess.find(files).isPresent()) {
                awaitAnswer(Optional.empty(), deadline);
            } else {
                OtherDaemon.find().ifPresent(other -> {
                    throw other.refusal();
                });
                launch(root.prepare(deadline), deadline);
            }
        });
    }

    /**
     * Stops the engine and its containers and undoes its changes to the host's network. Containers, images and volumes
     * stay on disk. Does nothing when there is no private engine.
     */
    public void stop(Deadline deadline) {
        if (!Files.exists(files.state())) {
            return;
        }
        host.reasonItCannotRun().ifPresent(reason -> {
            throw reason;
        });
        withLock("stop the private engine", deadline, () -> {
            EngineProcess.find(files).ifPresent(process -> process.end(deadline));
            cleanUp(deadline);
        });
    }

    /**
     * The files and folders that {@link #purge} would remove, sorted; empty when there are none.
     *
     * @throws Failure when this user can't read them
     */
    public List<Path> storage() {
        try {
            return storage.contents();
        } catch (IOException exception) {
            throw Failure.of(FailureKind.FAILED, "cannot read the data of the private engine")
                    .because(exception.getMessage())
                    .advise("Only root can read and remove it: sudo swarmlab engine stop --purge")
                    .causedBy(exception);
        }
    }

    /**
     * Stops it as {@link #stop} does, then removes its data, its images and the root filesystems that were built from
     * recipes.
     *
     * @return what was removed
     */
    public List<Path> purge(Deadline deadline) {
        List<Path> removed = storage();
        if (removed.isEmpty()) {
            return removed;
        }
        host.reasonItCannotRun().ifPresent(reason -> {
            throw reason;
        });
        stop(deadline);
        withLock("remove the data of the private engine", deadline, () -> storage.remove(deadline));
        return removed;
    }

    private void withLock(String what, Deadline deadline, LockFile.Action action) {
        try {
            createPrivate(files.state());
            createPrivate(files.run());
            LockFile.hold(files.lock(), "another swarmlab to start or stop the private engine", deadline, action);
        } catch (IOException exception) {
            throw Failure.of(FailureKind.FAILED, "cannot " + what)
                    .because(exception.getMessage())
                    .causedBy(exception);
        }
    }

    private void launch(Path rootFolder, Deadline deadline) throws IOException {
        say.accept("Starting a private Docker engine at " + address());
        cleanUp(deadline);
        hostState.record(rootFolder, deadline);
        createPrivate(files.data());
        Path script = Scripts.LAUNCH.copyTo(files.run());
        for (ContainerFile file : ContainerdSidecar.files(files.run().toString())) {
            Files.write(Path.of(file.path()), file.content());
        }
        ProcessBuilder builder = new ProcessBuilder(
                        "setsid",
                        "unshare",
                        "--mount",
                        "--propagation",
                        "slave",
                        "--pid",
                        "--fork",
                        "sh",
                        script.toString(),
                        rootFolder.toString(),
                        files.data().toString(),
                        files.run().toString())
                .directory(new File("/"))
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(files.log().toFile());
        keepOnlyProxies(builder.environment());
        builder.environment().put("PATH", host.searchPath().toString());
        try {
            awaitAnswer(Optional.of(builder.start()), deadline);
            Files.setPosixFilePermissions(files.socket(), PosixFilePermissions.fromString("rw-------"));
        } catch (Failure failure) {
            cleanUpAfter(failure, () -> {
                EngineProcess.find(files).ifPresent(process -> process.end(deadline));
                cleanUp(Deadline.in(TIME_TO_START));
            });
            throw failure;
        }
    }

    /** Cleans up after a failed start. The interruption that ended the start must not end the clean-up too. */
    static void cleanUpAfter(Failure failure, LockFile.Action cleanUp) {
        boolean interrupted = Thread.interrupted();
        try {
            cleanUp.run();
        } catch (IOException | RuntimeException exception) {
            failure.addSuppressed(exception);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** dockerd also reads variables that are meant for the command line, such as DOCKER_…. */
    private static void keepOnlyProxies(Map<String, String> environment) {
        environment.keySet().removeIf(name -> !name.matches("(?i)(https?|no|all)_proxy"));
    }

    private void awaitAnswer(Optional<Process> launched, Deadline deadline) {
        try {
            Await.until("the private engine", deadline.atMost(TIME_TO_START), () -> {
                if (launched.isPresent() && !launched.get().isAlive()) {
                    throw Failure.of(FailureKind.NO_ENGINE, "the private engine did not start")
                            .because(Program.reasonIn(files.log()));
                }
                ping();
                return Answer.ready();
            });
        } catch (Failure failure) {
            throw failure.advise("Its log is " + files.log() + ". To clean up, run: swarmlab engine stop."
                    + " Or install an engine: apt-get install docker.io");
        }
    }

    private String ping() throws IOException {
        return EnginePing.version(files.socket(), PING_TIMEOUT);
    }

    /** Removes what an engine that has ended, or was killed, left on the host. */
    private void cleanUp(Deadline deadline) throws IOException {
        Optional<Path> existing = root.existing();
        if (existing.isPresent()) {
            hostState.restore(existing.get(), deadline);
        }
        Files.deleteIfExists(files.socket());
        Files.deleteIfExists(files.pid());
    }

    private static void createPrivate(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
}

package dev.swarmlab.junit;

import dev.swarmlab.diagnostics.Diagnostics;
import dev.swarmlab.diagnostics.DiagnosticsContext;
import dev.swarmlab.diagnostics.DiagnosticsTarget;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer.EnginePort;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.HostNetwork;
import dev.swarmlab.engine.choice.EngineAccess;
import dev.swarmlab.engine.choice.EngineChoice;
import dev.swarmlab.engine.choice.EngineConnector;
import dev.swarmlab.image.ImageSupply;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabProcess;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.Origin;
import dev.swarmlab.lab.OutboundAccess;
import dev.swarmlab.lab.TimeToLive;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.labfile.Overrides;
import dev.swarmlab.labfile.reader.LabFileReader;
import dev.swarmlab.labfile.reader.LabFileSource;
import dev.swarmlab.labfile.reader.ReadResult;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.parallel.ShutdownHook;
import dev.swarmlab.plan.LabPorts;
import dev.swarmlab.process.Caller;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.provision.Down;
import dev.swarmlab.provision.Reset;
import dev.swarmlab.provision.Up;
import dev.swarmlab.provision.UpOptions;
import dev.swarmlab.readiness.Deadline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** A lab that this JVM has created and removes again. */
final class OwnedLab implements AutoCloseable {

    /** For the diagnostics of a lab: enough for several nodes that don't answer. */
    private static final Duration EVIDENCE_LIMIT = Duration.ofMinutes(2);

    /** The rest of a lab's name, at most 40 characters, is for the random suffix. */
    private static final int LONGEST_BASE = 31;

    private final Engine engine;
    private final ImageSupply images;
    private final Parallel parallel;
    private final LabDefinition definition;
    private final Map<String, String> environment;
    private final ReadResult.Valid reading;
    private final Overrides overrides;
    private final ShutdownHook removal;
    private final LabClient client;
    private final Lab lab;

    /** @param engine is closed with the lab */
    private OwnedLab(EngineAccess access, Engine engine, LabDefinition definition, Map<String, String> environment) {
        this.engine = engine;
        this.images = new ImageSupply(engine, access.recipes());
        this.parallel = new Parallel(false);
        this.definition = definition;
        this.environment = environment;
        LabFileReader reader = new LabFileReader(environment, Path.of(""));
        LabFile inFile = reader.readOrFail(definition.source(), new Overrides(null, definition.settings()))
                .labFile();
        AbandonedLabs.remove(engine, parallel);
        String name = uniqueName(inFile.name());
        this.overrides = new Overrides(name, definition.settings())
                .publishedAt(new LabPorts(takenPorts(), null).of(name, inFile));
        LabFileSource source = definition.source();
        this.reading = reader.readOrFail(source, overrides);
        this.removal = ShutdownHook.add("swarmlab-remove-" + name, this::remove);
        try {
            up(source);
            this.client = LabClient.of(engine, resources());
            this.lab = new Lab(client, labFile(), overrides.hostPorts(), this::reset);
        } catch (RuntimeException | Error failure) {
            removal.close();
            throw failure;
        }
    }

    /** Creates a lab on the engine that {@code swarmlab up} would use. */
    static OwnedLab create(LabDefinition definition, Map<String, String> environment) {
        return SwarmLabException.translated(() -> {
            EngineAccess access = new EngineAccess(
                    environment, Optional.empty(), EngineChoice.AUTO, EngineConnector.DOCKER_JAVA, said -> {});
            Engine engine = access.openForManyTasks(Deadline.in(definition.timeout()));
            try {
                return new OwnedLab(access, engine, definition, environment);
            } catch (RuntimeException | Error failure) {
                engine.close();
                throw failure;
            }
        });
    }

    Lab lab() {
        return lab;
    }

    private static String uniqueName(String inFile) {
        String base = inFile.length() <= LONGEST_BASE ? inFile : inFile.substring(0, LONGEST_BASE);
        return base + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private Set<Integer> takenPorts() {
        Set<Integer> taken = new HashSet<>(engine.isLocal() ? HostNetwork.read().listeningPorts() : Set.of());
        engine.containers().stream()
                .flatMap(container -> container.ports().stream())
                .map(EnginePort::hostPort)
                .forEach(taken::add);
        return taken;
    }

    private LabFile labFile() {
        return reading.labFile().withChosenAddresses();
    }

    private void up(LabFileSource source) {
        Caller caller = Caller.ofThisProcess();
        String file = source instanceof LabFileSource.File named ? Origin.pathOf(Path.of(named.name())) : source.name();
        Origin origin = new Origin(file, reading.text(), caller.name(), overrides);
        UpOptions options = new UpOptions(
                        Deadline.in(definition.timeout()), false, diagnosticsFolder(), false, context())
                .with(TimeToLive.of(definition.timeToLive()))
                .with(new LabProcess(caller))
                .with(outbound());
        new Up(engine, images, parallel, silent()).run(labFile(), origin, options);
    }

    private OutboundAccess outbound() {
        return OutboundAccess.of(environment, said -> {});
    }

    private DiagnosticsContext context() {
        return new DiagnosticsContext(environment, (ofEngine, origin) -> List.of());
    }

    /** Where diagnostics go that belong to no test: the folder that the build tool cleans, if there is one. */
    static Path diagnosticsFolder() {
        return Stream.of("target", "build")
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst()
                .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
    }

    private static Progress silent() {
        return new Progress(event -> {});
    }

    private LabResources resources() {
        return LabResources.in(
                EngineSnapshot.of(engine, parallel), reading.labFile().name());
    }

    /** Brings the lab back to the state right after its creation. */
    void reset() {
        SwarmLabException.translated(() -> {
            LabFile labFile = resources().subnet().map(labFile()::withSubnet).orElseGet(this::labFile);
            new Reset(engine, images, parallel, silent(), outbound())
                    .over(client)
                    .run(labFile, Deadline.in(definition.timeout()));
        });
    }

    /** Writes the diagnostics of the lab, without secrets, to an archive. */
    void writeEvidence(Path archive) {
        SwarmLabException.translated(() -> {
            LabResources resources = resources();
            DiagnosticsTarget.of(archive)
                    .write(new Diagnostics(engine, parallel, context())
                            .collect(resources, resources.origin(), Deadline.in(EVIDENCE_LIMIT)));
        });
    }

    @Override
    public void close() {
        try {
            lab.close();
            SwarmLabException.translated(this::remove);
            removal.close();
        } finally {
            engine.close();
        }
    }

    private void remove() {
        new Down(engine, parallel, silent()).run(List.of(resources()));
    }
}

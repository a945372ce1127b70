package dev.swarmlab.cli;

import dev.swarmlab.check.CheckReport;
import dev.swarmlab.check.Checks;
import dev.swarmlab.console.LabsProgress;
import dev.swarmlab.doctor.Capacity;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer.EnginePort;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.HostNetwork;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.image.ImageRequest;
import dev.swarmlab.image.ImageSupply;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabLock;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.Origin;
import dev.swarmlab.labfile.HostPorts;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.labfile.LabImage;
import dev.swarmlab.labfile.NodeGroup;
import dev.swarmlab.labfile.Student;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.plan.LabPorts;
import dev.swarmlab.plan.Roster;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.provision.ClassRegistry;
import dev.swarmlab.provision.ClassReport;
import dev.swarmlab.provision.ClassReport.LabResult;
import dev.swarmlab.provision.ClassReport.State;
import dev.swarmlab.provision.SharedRegistry;
import dev.swarmlab.provision.Up;
import dev.swarmlab.provision.UpOptions;
import dev.swarmlab.provision.steps.AcquireImages;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Creates or updates the labs of a class: one for each student, from one lab file. */
final class ClassUp {

    /**
     * A student's lab.
     *
     * @param labFile its lab file, with the student's ports
     * @param origin what is recorded with the lab
     */
    record StudentLab(Student student, LabFile labFile, Origin origin) {}

    /** How the labs of a class are created. */
    record Settings(ClassOptions options, UpOptions up, Duration timeout, boolean check) {}

    private final Engine engine;
    private final ImageSupply images;
    private final Parallel parallel;
    private final Progress progress;
    private final LabsProgress labsProgress;
    private final Settings settings;

    ClassUp(
            Engine engine,
            ImageSupply images,
            Parallel parallel,
            Progress progress,
            LabsProgress labsProgress,
            Settings settings) {
        this.engine = engine;
        this.images = images;
        this.parallel = parallel;
        this.progress = progress;
        this.labsProgress = labsProgress;
        this.settings = settings;
    }

    /**
     * The labs of the class as they will be. Changes nothing.
     *
     * @param name the name of the class
     * @param reading reads the lab file for a student
     * @throws Failure when not all labs fit on the engine's host
     */
    List<StudentLab> plan(
            String name,
            List<StudentList.Line> lines,
            Function<Student, LabFile> reading,
            Function<Student, Origin> origins) {
        EngineSnapshot snapshot = EngineSnapshot.of(engine, parallel);
        List<LabResources> members = members(snapshot, name);
        List<Student> wanted = new ArrayList<>();
        for (StudentList.Line line : lines) {
            wanted.add(new Student(name, line.name(), wanted.size() + 1, line.email(), Map.of()));
        }
        List<Student> existing =
                members.stream().flatMap(lab -> lab.student().stream()).toList();
        LabPorts ports =
                new LabPorts(takenPorts(snapshot, members), settings.options().portStep());
        existing.forEach(ports::keep);
        List<StudentLab> labs = new ArrayList<>();
        for (Student student : Roster.numbered(wanted, existing)) {
            LabFile labFile = reading.apply(student.withHostPorts(Map.of()));
            Student assigned = ports.assign(student, labFile);
            labs.add(new StudentLab(
                    assigned, HostPorts.replace(labFile, assigned.hostPorts()), origins.apply(assigned)));
        }
        requireSubnets(labs);
        requireCapacity(labs, members, snapshot);
        return labs;
    }

    private static void requireSubnets(List<StudentLab> labs) {
        if (labs.stream().anyMatch(lab -> lab.labFile().subnet() != null)) {
            throw Failure.of(FailureKind.WRONG_INPUT, "a class can't have a subnet that its lab file names")
                    .because("each lab needs a subnet of its own")
                    .advise("Remove `subnet` from the lab file, so that free subnets are chosen.");
        }
    }

    private void requireCapacity(List<StudentLab> labs, List<LabResources> members, EngineSnapshot snapshot) {
        Set<String> existing = new HashSet<>();
        members.stream()
                .filter(lab -> !lab.nodes().isEmpty())
                .map(LabResources::name)
                .forEach(existing::add);
        List<StudentLab> missing = labs.stream()
                .filter(lab -> !existing.contains(lab.labFile().name()))
                .toList();
        if (!missing.isEmpty() && !settings.options().force()) {
            Capacity.of(engine, snapshot, missing.get(0).labFile()).require(missing.size());
        }
    }

    /** The labs of the class that exist. */
    private static List<LabResources> members(EngineSnapshot snapshot, String name) {
        return LabResources.allIn(snapshot).stream()
                .filter(lab -> lab.student()
                        .map(Student::className)
                        .filter(name::equals)
                        .isPresent())
                .toList();
    }

    private Set<Integer> takenPorts(EngineSnapshot snapshot, List<LabResources> members) {
        Set<Integer> taken = new HashSet<>(engine.isLocal() ? HostNetwork.read().listeningPorts() : Set.of());
        ports(snapshot.containers().stream().flatMap(container -> container.ports().stream()))
                .forEach(taken::add);
        ports(members.stream()
                        .flatMap(lab -> lab.containers().stream())
                        .flatMap(container -> container.ports().stream()))
                .forEach(taken::remove);
        return taken;
    }

    private static Stream<Integer> ports(Stream<EnginePort> published) {
        return published.map(EnginePort::hostPort);
    }

    /** The labs of the class and their ports, without creating any. */
    ClassReport preview(String name, List<StudentLab> labs) {
        return new ClassReport(
                name,
                "",
                labs.stream().map(lab -> result(lab, State.PLANNED, 0, "")).toList());
    }

    private static LabResult result(StudentLab lab, State state, double seconds, String error) {
        Student student = lab.student();
        return new LabResult(
                lab.labFile().name(), student.name(), student.index(), state, student.hostPorts(), seconds, error);
    }

    /**
     * Creates or updates what the labs share, and then the labs. A lab that fails does not stop the others.
     *
     * @param origin what is recorded with the class
     */
    ClassReport run(String name, List<StudentLab> labs, Origin origin) {
        Deadline deadline = settings.up().deadline();
        int jobs = settings.options().jobs(engine.info().processors());
        // Each lab may take the whole time, and so may what they share.
        Deadline end = Deadline.in(settings.timeout().multipliedBy(2L + labs.size() / jobs));
        return LabLock.hold(engine, progress, name, "swarmlab up " + origin.file(), deadline, end, () -> {
            SharedRegistry registry = new ClassRegistry(engine, images, parallel, progress)
                    .prepare(shared(name, labs), nodeImages(labs), origin, settings.up());
            Map<String, StudentLab> byName =
                    labs.stream().collect(Collectors.toMap(lab -> lab.labFile().name(), Function.identity()));
            EachLab each = new EachLab(parallel, labsProgress, jobs);
            List<EachLab.Result<Optional<String>>> results = each.run(
                    labs.stream().map(lab -> lab.labFile().name()).toList(),
                    (lab, ofLab) -> up(Objects.requireNonNull(byName.get(lab)), registry, ofLab),
                    failedChecks -> failedChecks.orElse("ready"));
            return new ClassReport(
                    name,
                    "localhost:" + registry.hostPort(),
                    results.stream()
                            .map(result -> result(Objects.requireNonNull(byName.get(result.lab())), result))
                            .toList());
        });
    }

    private static LabResult result(StudentLab lab, EachLab.Result<Optional<String>> result) {
        Optional<String> failedChecks = result.value() == null ? Optional.empty() : result.value();
        State state = failedChecks.isPresent() ? State.CHECKS_FAILED : State.READY;
        return result(
                lab,
                result.hasFailed() ? State.FAILED : state,
                result.took().toMillis() / 1000.0,
                result.hasFailed() ? result.error() : failedChecks.orElse(""));
    }

    private static LabFile shared(String name, List<StudentLab> labs) {
        Map<String, LabImage> all = new TreeMap<>();
        labs.stream()
                .flatMap(lab -> lab.labFile().images().stream())
                .forEach(image -> all.putIfAbsent(image.image(), image));
        return labs.get(0).labFile().shared(name, List.copyOf(all.values()));
    }

    private static List<ImageRequest> nodeImages(List<StudentLab> labs) {
        return labs.stream()
                .map(StudentLab::labFile)
                .flatMap(labFile -> Stream.concat(labFile.managers().stream(), labFile.workers().stream()))
                .map(NodeGroup::settings)
                .map(AcquireImages::nodeImage)
                .distinct()
                .toList();
    }

    /** Creates a lab, and returns what its checks say if one failed. */
    private Optional<String> up(StudentLab lab, SharedRegistry registry, Progress ofLab) {
        new Up(engine, images, parallel, ofLab)
                .run(lab.labFile(), lab.origin(), settings.up().with(registry, Deadline.in(settings.timeout())));
        return settings.check() ? failedChecks(lab) : Optional.empty();
    }

    /** What failed; empty when all checks pass. */
    private Optional<String> failedChecks(StudentLab lab) {
        LabResources resources = LabResources.in(
                EngineSnapshot.of(engine, parallel), lab.labFile().name());
        try (LabClient client = LabClient.of(engine, resources)) {
            Checks checks = new Checks(client, lab.labFile(), parallel);
            CheckReport report =
                    new CheckReport(resources.name(), checks.run(lab.labFile().checks()));
            return report.hasFailed() ? Optional.of(report.summary()) : Optional.empty();
        }
    }
}

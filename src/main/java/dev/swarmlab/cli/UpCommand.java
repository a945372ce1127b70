package dev.swarmlab.cli;

import dev.swarmlab.check.CheckReport;
import dev.swarmlab.check.Checks;
import dev.swarmlab.console.Console;
import dev.swarmlab.console.Interruption;
import dev.swarmlab.diagnostics.DiagnosticsContext;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.choice.EngineAccess;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.image.ImageSupply;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabProcess;
import dev.swarmlab.lab.LabReport;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.Origin;
import dev.swarmlab.lab.OutboundAccess;
import dev.swarmlab.lab.TimeToLive;
import dev.swarmlab.labfile.BindAddress;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.labfile.Overrides;
import dev.swarmlab.labfile.reader.LabFileReader;
import dev.swarmlab.labfile.reader.LabFileSource;
import dev.swarmlab.labfile.reader.ReadResult;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.plan.Roster;
import dev.swarmlab.process.Caller;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.provision.ClassReport;
import dev.swarmlab.provision.PlanReport;
import dev.swarmlab.provision.Up;
import dev.swarmlab.provision.UpOptions;
import dev.swarmlab.readiness.Deadline;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Creates or updates a lab. */
@Command(
        name = "up",
        description = "Create a lab, or update an existing one to match its file.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  swarmlab up labs/quickstart.yml",
            "  swarmlab up --dry-run -o yaml labs/quickstart.yml",
            "  swarmlab up labs/discovery.yml --name discovery-ann --set workers=3",
            "  swarmlab up labs/quickstart.yml --bind 192.0.2.10",
            "  swarmlab up labs/quickstart.yml --ttl 2h",
            "  sed 's/^workers:.*/workers: 5/' lab.yml | swarmlab up --adopt -",
            "",
            "Without FILE, up takes swarmlab.yml in the current folder. It updates a lab",
            "only from the file that created it; another file needs --adopt. Without",
            "--set, the next up changes the lab back to its file. Without --bind, the lab",
            "keeps its address; --bind 127.0.0.1 removes it. A new address recreates the",
            "containers of the managers; they keep their data. See also: swarmlab access",
            "",
            "With --ttl, the lab expires after this time, counted from the start of up.",
            "swarmlab prune removes expired labs; nothing removes them by itself. An up with",
            "--ttl sets the time again, --ttl none removes it, and an up without --ttl keeps",
            "it. With --process, as for the shell or the runner of a CI job, it also expires",
            "when this process has ended, so that a killed job leaves nothing."
        })
final class UpCommand implements Callable<Integer>, UsesEngine {

    private static final String DEFAULT_FILE = "swarmlab.yml";

    private final Console console;

    @Mixin
    private FileArgument fileArgument = new FileArgument();

    @Mixin
    private OverrideOptions overrideOptions = new OverrideOptions();

    @Option(names = "--dry-run", fallbackValue = "true", description = "Show what up would change, and change nothing.")
    private boolean dryRun;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "5m",
            converter = DurationConverter.class,
            description = "Give up after this time, as in 90s or 5m. Default: 5m")
    private Duration timeout = UpOptions.DEFAULT_TIMEOUT;

    @Option(
            names = "--subnet",
            paramLabel = "SUBNET",
            converter = SubnetConverter.class,
            description = "Subnet of the lab's network, as in 10.99.0.0/24. Overrides the lab file.")
    private @Nullable String subnet;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            converter = BindConverter.class,
            description = "Address of this host at which other computers reach the managers, with a"
                    + " certificate of the lab. Default: as before, at first none")
    private @Nullable BindAddress bind;

    @Option(
            names = "--check",
            fallbackValue = "true",
            description = "Run the lab's checks when up is done. The exit code is 5 if one fails.")
    private boolean check;

    @Option(names = "--keep", fallbackValue = "true", description = "On failure, keep the containers for inspection.")
    private boolean keep;

    @Option(names = "--adopt", fallbackValue = "true", description = "Update the lab even if another file created it.")
    private boolean adopt;

    @Option(
            names = "--ttl",
            paramLabel = "TIME|none",
            converter = TimeToLiveConverter.class,
            description = "Let the lab expire after this time, as in 2h. See swarmlab prune.")
    private TimeToLive timeToLive = TimeToLive.UNCHANGED;

    @Option(
            names = "--process",
            paramLabel = "PID",
            converter = LabProcessConverter.class,
            description = "Let the lab expire when this process of the host ends, as in $PPID. See swarmlab prune.")
    private @Nullable LabProcess process;

    @Mixin
    private ClassOptions classOptions = new ClassOptions();

    @Mixin
    private DiagnosticsOption diagnostics = new DiagnosticsOption();

    @Option(
            names = {"-q", "--quiet"},
            fallbackValue = "true",
            description = "Print errors only, and with -o json or -o yaml the result.")
    private boolean quiet;

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private EngineOptions engineOptions = new EngineOptions();

    UpCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (classOptions.isClass()) {
            return upOfClass();
        }
        LabFileReader reader = new LabFileReader(console.environment(), Path.of(""));
        LabFileSource source = LabFileSource.of(file(), console.in());
        Overrides overrides = overrideOptions.overrides().boundTo(bind);
        ReadResult.Valid reading = reader.readOrFail(source, overrides);
        LabFile labFile = subnet == null ? reading.labFile() : reading.labFile().withSubnet(subnet);
        Origin origin = origin(source, reading, overrides);
        Progress progress = console.progress(quiet);
        progress.lab(labFile.name());
        if (bind != null && bind.isWildcard()) {
            progress.say("every network of this host can connect to the managers of " + labFile.name()
                    + "; they accept only clients with a certificate of the lab");
        }
        Parallel parallel = engineOptions.parallel();
        Deadline deadline = Deadline.in(timeout);
        EngineAccess access = engineOptions.access(console, progress::say);
        try (Interruption interruption = Interruption.ofThisProcess();
                Engine engine = access.open(deadline)) {
            Up up = new Up(engine, new ImageSupply(engine, access.recipes()), parallel, progress);
            if (dryRun) {
                PlanReport preview = up.preview(labFile, origin, adopt);
                PlanReport plan = check ? preview.withChecks(labFile.checks()) : preview;
                print(plan, plan::table);
                return ExitCode.DONE.number();
            }
            DiagnosticsContext context = DiagnosticsFiles.context(console, access, Optional.of(labFile));
            LabReport report = up.run(labFile, origin, options(deadline, context, progress));
            show(report);
            int exitCode = check ? check(engine, labFile, parallel) : ExitCode.DONE.number();
            interruption.tooLate();
            return exitCode;
        }
    }

    private int upOfClass() {
        if (subnet != null) {
            throw Failure.of(FailureKind.WRONG_INPUT, "--subnet is for single labs only")
                    .because("each lab of a class needs a subnet of its own");
        }
        List<StudentList.Line> lines = classOptions.lines();
        LabFileReader reader = new LabFileReader(console.environment(), Path.of(""));
        Overrides overrides = overrideOptions.overrides();
        ReadResult.Valid first = reader.readOrFail(LabFileSource.of(file(), console.in()), overrides);
        Supplier<LabFileSource> source = () ->
                LabFileSource.of(file(), new ByteArrayInputStream(first.text().getBytes(StandardCharsets.UTF_8)));
        String name = first.labFile().name();
        Progress progress = console.progress(quiet);
        progress.lab(name);
        Parallel parallel = engineOptions.parallel();
        Deadline deadline = Deadline.in(timeout);
        EngineAccess access = engineOptions.access(console, progress::say);
        try (Interruption interruption = Interruption.ofThisProcess();
                Engine engine = access.openForManyTasks(deadline)) {
            DiagnosticsContext context = DiagnosticsFiles.context(console, access, Optional.of(first.labFile()));
            ClassUp classUp = new ClassUp(
                    engine,
                    new ImageSupply(engine, access.recipes()),
                    parallel,
                    progress,
                    console.labsProgress(quiet),
                    new ClassUp.Settings(classOptions, options(deadline, context, progress), timeout, check));
            List<ClassUp.StudentLab> labs = classUp.plan(
                    name,
                    lines,
                    student -> reader.readOrFail(source.get(), overrides.of(student, Roster.labName(student)))
                            .labFile(),
                    student -> origin(source.get(), first, overrides.of(student, Roster.labName(student))));
            ClassReport report = dryRun
                    ? classUp.preview(name, labs)
                    : classUp.run(name, labs, origin(source.get(), first, overrides));
            print(report, report::table);
            interruption.tooLate();
            if (report.isIncomplete()) {
                return ExitCode.FAILED.number();
            }
            return (report.hasFailed() ? ExitCode.CHECK_FAILED : ExitCode.DONE).number();
        }
    }

    private UpOptions options(Deadline deadline, DiagnosticsContext context, Progress progress) {
        return new UpOptions(
                deadline,
                keep,
                diagnostics.folder(),
                adopt,
                context,
                timeToLive,
                Optional.empty(),
                Optional.ofNullable(process),
                OutboundAccess.of(console.environment(), progress::say));
    }

    private String file() {
        String named = fileArgument.name();
        if (named == null && !Files.exists(Path.of(DEFAULT_FILE))) {
            throw Failure.of(FailureKind.WRONG_INPUT, "no lab file was given")
                    .because(
                            "there is no " + DEFAULT_FILE + " in " + Path.of("").toAbsolutePath())
                    .advise("Name a lab file, as in: swarmlab up labs/quickstart.yml");
        }
        return named == null ? DEFAULT_FILE : named;
    }

    private int check(Engine engine, LabFile labFile, Parallel parallel) {
        LabResources lab = LabSelection.of(engine, parallel, labFile.name(), "swarmlab check");
        try (LabClient client = LabClient.of(engine, lab)) {
            Checks checks = new Checks(client, labFile, parallel);
            CheckReport report = new CheckReport(lab.name(), checks.run(labFile.checks()));
            if (output.isTable() && !quiet) {
                output.printTable(console, report.table());
            } else if (!quiet || report.hasFailed()) {
                console.say(report.table().stripTrailing());
            }
            ResultOutputOption.annotate(console, report.junit());
            return (report.hasFailed() ? ExitCode.CHECK_FAILED : ExitCode.DONE).number();
        }
    }

    /** Where the lab file was read from, and by whom: kept with the lab, so that only the same file updates it. */
    static Origin origin(LabFileSource source, ReadResult.Valid reading, Overrides overrides) {
        String name =
                source instanceof LabFileSource.File labFile ? Origin.pathOf(Path.of(labFile.name())) : source.name();
        return new Origin(name, reading.text(), Caller.ofThisProcess().name(), overrides);
    }

    private void print(Object report, Supplier<String> table) {
        if (!quiet || !output.isTable()) {
            output.print(console, report, table);
        }
    }

    private void show(LabReport report) {
        print(report, report::table);
        if (output.isTable() && !quiet) {
            String node =
                    report.nodes().isEmpty() ? "manager" : report.nodes().get(0).name();
            console.hint("");
            console.hint("Next:  swarmlab exec " + node + " -- docker node ls");
            console.hint("       swarmlab shell " + node);
            console.hint("       swarmlab dashboard " + report.name());
            console.hint("       swarmlab down " + report.name());
            if (report.expires() != null) {
                console.hint("       swarmlab prune      (removes the lab when it has expired)");
            }
        }
    }
}

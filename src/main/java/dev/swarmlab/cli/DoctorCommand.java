package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.doctor.Doctor;
import dev.swarmlab.doctor.DoctorReport;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.choice.EngineAccess;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.labfile.reader.LabFileReader;
import dev.swarmlab.labfile.reader.LabFileSource;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Checks whether a lab can work here. */
@Command(
        name = "doctor",
        description = "Check whether a lab can work here: engine, kernel, machine, ports.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  swarmlab doctor",
            "  swarmlab doctor labs/quickstart.yml",
            "  swarmlab doctor labs/quickstart.yml --set workers=20",
            "  swarmlab doctor -o json",
            "",
            "Without FILE, doctor checks for a lab of four nodes. It starts no engine, pulls",
            "no image and leaves no resources behind. The exit code is 3 if the lab can't",
            "work."
        })
final class DoctorCommand implements Callable<Integer>, UsesEngine {

    private final Console console;

    @Mixin
    private FileArgument fileArgument = new FileArgument();

    @Mixin
    private OverrideOptions overrideOptions = new OverrideOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private EngineOptions engineOptions = new EngineOptions();

    DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Optional<LabFile> labFile = Optional.ofNullable(fileArgument.name()).map(this::read);
        EngineAccess access = engineOptions.access(console, console.progress()::say);
        DoctorReport report = examine(access, new Doctor(labFile, access.recipes()));
        output.print(console, report, report::table);
        return (report.usable() ? ExitCode.DONE : ExitCode.NO_ENGINE).number();
    }

    private LabFile read(String name) {
        LabFileReader reader = new LabFileReader(console.environment(), Path.of(""));
        return reader.readOrFail(LabFileSource.of(name, console.in()), overrideOptions.overrides())
                .labFile();
    }

    private static DoctorReport examine(EngineAccess access, Doctor doctor) {
        Optional<Engine> running;
        Optional<Failure> reasonNoneCanBeStarted;
        try {
            running = access.running();
            reasonNoneCanBeStarted = running.isPresent() ? Optional.empty() : access.reasonNoneCanBeStarted();
        } catch (Failure failure) {
            if (failure.kind() != FailureKind.NO_ENGINE) {
                throw failure;
            }
            return doctor.withoutEngine(failure);
        }
        if (running.isPresent()) {
            try (Engine engine = running.get()) {
                return doctor.withEngine(engine, access.source(engine));
            }
        }
        return reasonNoneCanBeStarted.map(doctor::withoutEngine).orElseGet(doctor::beforePrivateEngine);
    }
}

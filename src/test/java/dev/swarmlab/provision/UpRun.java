package dev.swarmlab.provision;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.fake.FakeEngine;
import dev.swarmlab.fake.SampleLabFile;
import dev.swarmlab.image.ImageSupply;
import dev.swarmlab.lab.LabProcess;
import dev.swarmlab.lab.LabReport;
import dev.swarmlab.lab.Origin;
import dev.swarmlab.lab.TimeToLive;
import dev.swarmlab.labfile.Overrides;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.progress.Event;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.recipe.RecipeBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Runs of {@code up} with a fake engine. */
public final class UpRun {

    public final FakeEngine engine;
    final List<String> said = new CopyOnWriteArrayList<>();

    private final Path folder;
    private Duration timeout = Duration.ofSeconds(20);
    private boolean keep;
    private boolean adopt;
    private String file = "/labs/lab.yml";
    private String owner = "ann@laptop";
    private Overrides overrides = Overrides.NONE;
    private TimeToLive timeToLive = TimeToLive.UNCHANGED;
    private Optional<LabProcess> process = Optional.empty();

    UpRun(Path folder) {
        this(
                folder,
                new FakeEngine()
                        .withImage("my/node:1", Map.of())
                        .withImage("my/registry:1", Map.of())
                        .withImage("my/app:1", Map.of()));
    }

    /** Runs on an engine that another user uses too. */
    UpRun(Path folder, FakeEngine engine) {
        this.folder = folder;
        this.engine = engine;
    }

    UpRun within(Duration time) {
        timeout = time;
        return this;
    }

    UpRun keeping() {
        keep = true;
        return this;
    }

    /** Sets what the next runs do with the lab's expiry. */
    UpRun living(TimeToLive time) {
        timeToLive = time;
        return this;
    }

    /** Sets the process for which the next runs record the lab. */
    UpRun during(Optional<LabProcess> ofLab) {
        process = ofLab;
        return this;
    }

    /** Sets the lab file and the owner of the next runs. */
    public UpRun from(String otherFile, String otherOwner) {
        file = otherFile;
        owner = otherOwner;
        return this;
    }

    /** Sets the recorded overrides of the next runs. The lab files of the runs must already contain them. */
    UpRun with(Overrides recorded) {
        overrides = recorded;
        return this;
    }

    public UpRun adopting() {
        adopt = true;
        return this;
    }

    public LabReport up(String yaml) {
        UpOptions options = new UpOptions(Deadline.in(timeout), keep, folder, adopt).with(timeToLive);
        return command()
                .run(
                        SampleLabFile.lab(yaml),
                        new Origin(file, yaml, owner, overrides),
                        process.map(options::with).orElse(options));
    }

    PlanReport preview(String yaml) {
        return command().preview(SampleLabFile.lab(yaml), new Origin(file, yaml, owner, overrides), adopt);
    }

    private Up command() {
        ImageSupply images = new ImageSupply(engine, RecipeBuilder.in(folder.resolve("no-recipes"), said::add));
        return new Up(engine, images, new Parallel(false), new Progress(this::hear));
    }

    public Failure failedUp(String yaml) {
        return catchThrowableOfType(Failure.class, () -> up(yaml));
    }

    private void hear(Event event) {
        if (event instanceof Event.Said message) {
            said.add(message.text());
        }
    }
}

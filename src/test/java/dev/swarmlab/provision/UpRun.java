package dev.swarmlab.provision;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.fake.FakeEngine;
import dev.swarmlab.fake.SampleLabFile;
import dev.swarmlab.image.ImageSupply;
import dev.swarmlab.lab.LabReport;
import dev.swarmlab.lab.Origin;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.progress.Event;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.recipe.RecipeBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whole runs of {@code up} against one fake engine. */
public final class UpRun {

    public final FakeEngine engine;
    final List<String> said = new ArrayList<>();

    private final Path evidence;
    private Duration timeout = Duration.ofSeconds(20);
    private boolean keep;
    private boolean adopt;
    private String file = "/labs/lab.yml";
    private String owner = "ann@laptop";

    UpRun(Path evidence) {
        this(
                evidence,
                new FakeEngine()
                        .withImage("my/node:1", Map.of())
                        .withImage("my/registry:1", Map.of())
                        .withImage("my/app:1", Map.of()));
    }

    /** Another user's runs on the same engine. */
    UpRun(Path evidence, FakeEngine engine) {
        this.evidence = evidence;
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

    /** The next runs are of this file and owner. */
    public UpRun from(String otherFile, String otherOwner) {
        file = otherFile;
        owner = otherOwner;
        return this;
    }

    public UpRun adopting() {
        adopt = true;
        return this;
    }

    public LabReport up(String yaml) {
        return command()
                .run(
                        SampleLabFile.lab(yaml),
                        new Origin(file, yaml, owner),
                        new UpOptions(Deadline.in(timeout), keep, evidence, adopt));
    }

    PlanReport preview(String yaml) {
        return command().preview(SampleLabFile.lab(yaml), new Origin(file, yaml, owner), adopt);
    }

    private Up command() {
        ImageSupply images = new ImageSupply(engine, RecipeBuilder.in(evidence.resolve("no-recipes"), said::add));
        return new Up(engine, images, new Parallel(false), new Progress(this::hear));
    }

    public Failure failedUp(String yaml) {
        return catchThrowableOfType(Failure.class, () -> up(yaml));
    }

    private void hear(Event event) {
        if (event instanceof Event.Said words) {
            said.add(words.text());
        }
    }
}

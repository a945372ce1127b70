package dev.swarmlab.provision;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.fake.Descriptors;
import dev.swarmlab.fake.FakeEngine;
import dev.swarmlab.image.ImageSupply;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.plan.LabPlan;
import dev.swarmlab.progress.Event;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.recipe.RecipeBuilder;
import dev.swarmlab.report.LabReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whole runs of {@code up} against one fake engine. */
final class UpRun {

    final FakeEngine engine = new FakeEngine()
            .withImage("my/node:1", Map.of())
            .withImage("my/registry:1", Map.of())
            .withImage("my/app:1", Map.of());
    final List<String> said = new ArrayList<>();

    private final Path evidence;
    private Duration timeout = Duration.ofSeconds(20);
    private boolean keep;

    UpRun(Path evidence) {
        this.evidence = evidence;
    }

    UpRun within(Duration time) {
        timeout = time;
        return this;
    }

    UpRun keeping() {
        keep = true;
        return this;
    }

    LabReport up(String yaml) {
        return command()
                .run(
                        Descriptors.lab(yaml),
                        new Origin("/labs/lab.yml", yaml),
                        new UpOptions(Deadline.in(timeout), keep, evidence));
    }

    LabPlan plan(String yaml) {
        return command().plan(Descriptors.lab(yaml));
    }

    private Up command() {
        ImageSupply images = new ImageSupply(engine, RecipeBuilder.in(evidence.resolve("no-recipes"), said::add));
        return new Up(engine, images, new Parallel(false), new Progress(this::hear));
    }

    Failure failedUp(String yaml) {
        return catchThrowableOfType(Failure.class, () -> up(yaml));
    }

    private void hear(Event event) {
        if (event instanceof Event.Said words) {
            said.add(words.text());
        }
    }
}

package dev.swarmlab.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.fake.FakeEngine;
import dev.swarmlab.fake.SampleLabFile;
import dev.swarmlab.image.ImageSupply;
import dev.swarmlab.lab.Origin;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.provision.UpOptions;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.recipe.RecipeBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabTestTest {

    private static final String LAB = """
            workers: 1
            checks: [{name: well, run: probe, within: 30m}]
            scenarios: [{name: a loss, actions: [{kill: worker01}]}]
            """;

    private final FakeEngine engine =
            new FakeEngine().withImage("my/node:1", Map.of()).withImage("my/registry:1", Map.of());

    @TempDir
    private Path folder = Path.of("");

    private LabTestResult labTest() {
        return labTest(null);
    }

    private LabTestResult labTest(@Nullable Duration within) {
        ImageSupply images = new ImageSupply(engine, RecipeBuilder.in(folder.resolve("recipes"), line -> {}));
        return new LabTest(engine, images, new Parallel(false), new Progress(event -> {}), event -> {})
                .run(
                        SampleLabFile.lab(LAB),
                        new Origin("/labs/lab.yml", LAB, "ann@laptop"),
                        new UpOptions(Deadline.in(Duration.ofSeconds(20)), false, folder, false),
                        new LabTest.Limits(Duration.ofSeconds(20), within));
    }

    @Test
    void a_time_limit_for_all_checks_replaces_their_own() {
        engine.answering("sh -c probe", 1, "no");

        LabTestResult result = labTest(Duration.ofMillis(100));

        assertThat(result.checks().summary()).isEqualTo("1 failed");
        assertThat(result.drills().summary()).isEqualTo("1 failed");
        assertThat(result.drills().results())
                .allSatisfy(drill -> assertThat(drill.took()).isLessThan(Duration.ofMinutes(20)));
    }

    @Test
    void creates_checks_drills_and_removes_the_lab() {
        LabTestResult result = labTest();

        assertThat(result.failure()).isNull();
        assertThat(result.hasFailed()).isFalse();
        assertThat(result.up()).isPositive();
        assertThat(result.down()).isPositive();
        assertThat(result.checks().summary()).isEqualTo("1 passed");
        assertThat(result.drills().summary()).isEqualTo("1 passed");
        assertThat(result.left()).isZero();
        assertThat(engine.things()).isEmpty();
        assertThat(engine.hooks.calls("kill ")).containsExactly("kill swarmlab-lab-worker01");
    }

    @Test
    void does_not_change_an_existing_lab_of_that_name() {
        engine.withNetwork("swarmlab-lab", "10.1.0.0/24", Map.of(Labels.LAB, "lab"));

        LabTestResult result = labTest();

        assertThat(result.isBroken()).isTrue();
        assertThat(result.failure())
                .isEqualTo("a lab named lab already exists; remove it first with: swarmlab down lab");
        assertThat(engine.things()).containsExactly("network swarmlab-lab");
    }

    @Test
    void reports_why_the_lab_could_not_be_created() {
        engine.hooks.failing("start ", () -> new EngineException(500, "no space left"));

        LabTestResult result = labTest();

        assertThat(result.up()).isNull();
        assertThat(result.down()).isNull();
        assertThat(result.failure()).contains("no space left");
        assertThat(engine.things()).isEmpty();
    }

    @Test
    void removes_the_lab_after_a_failed_drill() {
        engine.hooks.before(
                "kill ",
                () -> engine.hooks.failing(
                        "start swarmlab-lab-worker01", () -> new EngineException(500, "it does not start")));

        LabTestResult result = labTest();

        assertThat(result.failure()).isEqualTo("can't start the container swarmlab-lab-worker01: it does not start");
        assertThat(result.checks().summary()).isEqualTo("1 passed");
        assertThat(result.down()).isPositive();
        assertThat(engine.things()).isEmpty();
    }

    @Test
    void reports_leftover_resources_when_the_lab_can_not_be_removed() {
        engine.hooks.failing("removeNetwork", () -> new EngineException(500, "it has active endpoints"));

        LabTestResult result = labTest();

        assertThat(result.down()).isNull();
        assertThat(result.failure()).contains("it has active endpoints");
        assertThat(result.left()).isEqualTo(1);
        assertThat(result.checks().summary()).isEqualTo("1 passed");
    }

    @Test
    void removes_the_lab_after_an_interruption() {
        engine.hooks.before("execute swarmlab-lab-manager env", () -> {
            Thread.currentThread().interrupt();
            throw new EngineException(EngineException.UNREACHABLE, "interrupted during probe");
        });

        assertThatThrownBy(this::labTest).isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.kind())
                .isEqualTo(FailureKind.INTERRUPTED));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(engine.things()).isEmpty();
    }
}

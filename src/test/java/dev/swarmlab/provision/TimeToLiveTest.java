package dev.swarmlab.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.lab.Expiry;
import dev.swarmlab.lab.LabReport;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.TimeToLive;
import dev.swarmlab.parallel.Parallel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code up --ttl}. */
class TimeToLiveTest {

    private static final TimeToLive TWO_HOURS = TimeToLive.of(Duration.ofHours(2));

    @TempDir
    private Path folder = Path.of("");

    private static Optional<Expiry> expiry(UpRun run) {
        return LabResources.in(EngineSnapshot.of(run.engine, new Parallel(true)), "lab")
                .expiry();
    }

    private static long hoursLeft(UpRun run) {
        Instant at = expiry(run).orElseThrow().at();
        return Duration.between(Instant.now(), at).plusMinutes(1).toHours();
    }

    @Test
    void is_recorded_and_reported() {
        UpRun run = new UpRun(folder);

        LabReport report = run.living(TWO_HOURS).up("workers: 0");

        assertThat(hoursLeft(run)).isEqualTo(2);
        assertThat(report.expires()).isEqualTo(expiry(run).orElseThrow().text());
        assertThat(report.expired()).isFalse();
        assertThat(report.table()).contains("expires   in 1h59m (" + report.expires() + ")\n");
        assertThat(run.engine.things())
                .contains("volume swarmlab-lab-file-1")
                .doesNotContain("volume swarmlab-lab-file-2");
    }

    @Test
    void is_unlimited_by_default() {
        UpRun run = new UpRun(folder);

        LabReport report = run.up("workers: 0");

        assertThat(expiry(run)).isEmpty();
        assertThat(report.expires()).isNull();
        assertThat(report.table()).doesNotContain("expires");
    }

    @Test
    void is_kept_by_an_up_without_the_option() {
        UpRun run = new UpRun(folder);
        run.living(TWO_HOURS).up("workers: 0");
        Optional<Expiry> first = expiry(run);

        run.living(TimeToLive.UNCHANGED).up("workers: 0");
        Optional<Expiry> afterTheSameFile = expiry(run);
        run.up("workers: 1");

        assertThat(afterTheSameFile).isPresent().isEqualTo(first);
        assertThat(expiry(run)).isEqualTo(first);
    }

    @Test
    void is_renewed_by_an_up_with_the_option() {
        UpRun run = new UpRun(folder);
        run.living(TWO_HOURS).up("workers: 0");

        run.living(TimeToLive.of(Duration.ofHours(5))).up("workers: 0");

        assertThat(hoursLeft(run)).isEqualTo(5);
        assertThat(run.engine.things())
                .contains("volume swarmlab-lab-file-2")
                .doesNotContain("volume swarmlab-lab-file-1");
    }

    @Test
    void is_removed_by_none() {
        UpRun run = new UpRun(folder);
        run.living(TWO_HOURS).up("workers: 0");

        run.living(TimeToLive.UNLIMITED).up("workers: 0");

        assertThat(expiry(run)).isEmpty();
        assertThat(run.engine.volumes()).noneMatch(volume -> volume.labels().containsKey(Labels.EXPIRES));
    }

    @Test
    void is_not_changed_by_an_up_that_fails() {
        UpRun run = new UpRun(folder);
        run.living(TWO_HOURS).up("workers: 0");
        Optional<Expiry> first = expiry(run);
        run.engine.hooks.failing("createContainer swarmlab-lab-worker01", () -> new IllegalStateException("no"));

        run.living(TimeToLive.UNLIMITED).failedUp("workers: 1");

        assertThat(expiry(run)).isPresent().isEqualTo(first);
    }

    @Test
    void of_an_expired_lab_is_shown() {
        UpRun run = new UpRun(folder);

        LabReport report = run.living((current, start) -> Optional.of(Expiry.at(start.minusSeconds(600))))
                .up("workers: 0");

        assertThat(report.expired()).isTrue();
        assertThat(report.table()).contains("expires   expired 10m ago (", "); remove it with: swarmlab prune\n");
    }
}

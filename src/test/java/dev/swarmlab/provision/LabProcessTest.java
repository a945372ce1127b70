package dev.swarmlab.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.engine.EngineNetwork;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.lab.LabProcess;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.process.Caller;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process for which a lab exists, as with {@code up --process}. */
class LabProcessTest {

    private static final Optional<LabProcess> THIS = Optional.of(new LabProcess(Caller.ofThisProcess()));
    private static final Optional<LabProcess> OTHER = Optional.of(new LabProcess(new Caller("ann", "ci", "x", 1, "0")));

    @TempDir
    private Path folder = Path.of("");

    private static LabResources lab(UpRun run) {
        return LabResources.in(EngineSnapshot.of(run.engine, new Parallel(true)), "lab");
    }

    @Test
    void is_recorded_with_the_lab_and_with_the_first_thing_that_is_created() {
        UpRun run = new UpRun(folder);

        run.during(THIS).up("workers: 0");

        assertThat(lab(run).process()).isEqualTo(THIS);
        List<EngineNetwork> network = lab(run).networks();
        assertThat(new LabResources("lab", List.of(), network, List.of()).process())
                .isEqualTo(THIS);
    }

    @Test
    void is_kept_by_an_up_without_one_and_replaced_by_another() {
        UpRun run = new UpRun(folder);
        run.during(THIS).up("workers: 0");

        run.during(Optional.empty()).up("workers: 1");
        Optional<LabProcess> kept = lab(run).process();
        run.during(OTHER).up("workers: 1");

        assertThat(kept).isEqualTo(THIS);
        assertThat(lab(run).process()).isEqualTo(OTHER);
    }

    @Test
    void is_nobody_by_default() {
        UpRun run = new UpRun(folder);

        run.up("workers: 0");

        assertThat(lab(run).process()).isEmpty();
    }
}

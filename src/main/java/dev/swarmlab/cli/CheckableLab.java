package dev.swarmlab.cli;

import dev.swarmlab.check.CheckResult;
import dev.swarmlab.check.Checks;
import dev.swarmlab.dashboard.LabChecks;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.labfile.Check;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.parallel.Parallel;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A lab that can be reached, with the checks of its lab file. */
record CheckableLab(LabClient client, Checks checks, List<Check> wanted) implements LabChecks {

    /** @param within the time limit of every check; null for the limit that each has in the lab file */
    static CheckableLab of(
            Engine engine, LabResources lab, LabFile labFile, Parallel parallel, @Nullable Duration within) {
        LabClient client = LabClient.of(engine, lab);
        return new CheckableLab(client, new Checks(client, labFile, parallel, within), labFile.checks());
    }

    /** Repeats each check until it passes or its time is over. */
    List<CheckResult> run() {
        return checks.run(wanted);
    }

    @Override
    public List<CheckResult> runOnce() {
        return checks.runOnce(wanted);
    }

    @Override
    public int omitted() {
        return Math.toIntExact(
                wanted.stream().filter(check -> !check.isReadOnly()).count());
    }

    @Override
    public void close() {
        client.close();
    }
}

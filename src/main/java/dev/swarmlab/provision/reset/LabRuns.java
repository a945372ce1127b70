package dev.swarmlab.provision.reset;

import dev.swarmlab.lab.LabRun;
import dev.swarmlab.readiness.Deadline;

/** Begins parts of a reset, each with the lab's resources as they are at its beginning. */
@FunctionalInterface
public interface LabRuns {

    /**
     * The caller closes the run.
     *
     * @param deadline of the part
     */
    LabRun begin(Deadline deadline);
}

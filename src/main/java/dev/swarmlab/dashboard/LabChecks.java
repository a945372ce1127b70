package dev.swarmlab.dashboard;

import dev.swarmlab.check.CheckResult;
import java.util.List;

/** The checks of a lab that can be reached. Closing it ends the connections to the lab. */
public interface LabChecks extends AutoCloseable {

    /** Runs each read-only check once. An interruption ends it early. */
    List<CheckResult> runOnce();

    /** How many checks {@link #runOnce} omits, because they change the lab. */
    int omitted();

    @Override
    void close();
}

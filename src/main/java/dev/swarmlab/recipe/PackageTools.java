package dev.swarmlab.recipe;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.process.Program;
import dev.swarmlab.readiness.Deadline;
import java.util.Optional;

/** Runs recipes on a host. Tests have an implementation that needs neither root nor packages. */
interface PackageTools {

    /** Why recipes can't run on this host; empty when they can. */
    Optional<Failure> reasonUnavailable();

    /**
     * Installs what is missing and returns the program to which a recipe's command line is appended.
     *
     * @throws Failure when that fails or the deadline passes
     */
    Program prepare(Deadline deadline);
}

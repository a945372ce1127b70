package dev.swarmlab.recipe;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.process.Program;
import dev.swarmlab.readiness.Deadline;
import java.util.Optional;

/** What recipes need from the host. The tests' own does without root and packages. */
interface PackageTools {

    /** Why no recipe can be run here, in words for the user. */
    Optional<Failure> reasonTheyAreOutOfReach();

    /** The program to which a recipe's command line is added, made ready before it is given out. */
    Program prepare(Deadline deadline);
}

package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;

/** Asks the user before something is removed that can't be restored. */
final class Confirmation {

    private Confirmation() {}

    /**
     * Asks on a terminal. Returns without asking where there is none, as in scripts.
     *
     * @param yes whether the user has confirmed on the command line
     * @throws Failure when the answer is not yes
     */
    static void of(Console console, boolean yes, String question) {
        if (!yes && !console.confirms(question)) {
            throw Failure.of(FailureKind.FAILED, "nothing was removed")
                    .because("the answer was not yes")
                    .advise("Answer y, or add --yes to the command.");
        }
    }
}

package dev.swarmlab.engine;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;

/** The failure that users see for an error of the engine that no other code explains. */
public final class EngineFailure {

    private EngineFailure() {}

    public static Failure of(EngineException exception) {
        if (exception.isTooLate()) {
            return Failure.of(FailureKind.TIMED_OUT, exception.text())
                    .advise("Give the command more time with --timeout. Check the engine with: swarmlab doctor")
                    .causedBy(exception);
        }
        return exception.isUnreachable()
                ? Failure.of(FailureKind.NO_ENGINE, "the engine does not answer any more")
                        .because(exception.text())
                        .advise("Check it with: swarmlab doctor"
                                + "\nAn engine that hangs needs a restart (systemctl restart docker, or swarmlab engine"
                                + " stop). When it answers again, run the command again.")
                        .causedBy(exception)
                : Failure.of(FailureKind.FAILED, "the engine refused")
                        .because(exception.text())
                        .advise("See what the engine lacks with: swarmlab doctor")
                        .causedBy(exception);
    }
}

package dev.swarmlab.engine;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;

/** What an engine's refusal means for the user when nothing closer to the matter has said so. */
public final class EngineFailure {

    private EngineFailure() {}

    public static Failure of(EngineException exception) {
        if (exception.isTooLate()) {
            return Failure.of(FailureKind.TIMED_OUT, exception.text())
                    .advise(
                            "Give the command more time with --timeout. See whether the engine works with: swarmlab doctor")
                    .causedBy(exception);
        }
        return exception.isUnreachable()
                ? Failure.of(FailureKind.NO_ENGINE, "the engine does not answer any more")
                        .because(exception.text())
                        .advise("See whether it runs with: swarmlab doctor"
                                + "\nAn engine that hangs needs a restart (systemctl restart docker, or swarmlab engine stop)."
                                + " When it answers again, run the command again.")
                        .causedBy(exception)
                : Failure.of(FailureKind.FAILED, "the engine refused")
                        .because(exception.text())
                        .advise("See what the engine lacks with: swarmlab doctor")
                        .causedBy(exception);
    }
}

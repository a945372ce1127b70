package dev.swarmlab.check;

import dev.swarmlab.engine.Engine.ExecResult;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.labfile.Check.LoadCheck;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Deadline;
import java.util.List;

/** Sends requests at a constant rate while a command runs on a node, and counts the requests that are lost. */
final class LoadCheckRunner {

    private final LabClient lab;
    private final Requests requests;

    LoadCheckRunner(LabClient lab, Requests requests) {
        this.lab = lab;
        this.requests = requests;
    }

    Answer run(LoadCheck check, Deadline deadline) {
        EngineContainer node = lab.find(check.node());
        ExecResult result;
        Load load = Load.start(check.url(), check.rate(), requests);
        List<String> lost;
        try {
            result = lab.execute(node, check.during(), deadline);
        } finally {
            lost = load.stop();
        }
        if (result.exitCode() != 0) {
            return Answer.notYet(
                    CommandCheckRunner.exited("`" + check.during() + "` on " + LabClient.nameOf(node), result, 0));
        }
        return Answer.readyIf(
                lost.isEmpty(),
                "lost " + lost.size() + " of " + Quantity.of(load.sent(), "request") + ", expected 0; first: "
                        + (lost.isEmpty() ? "" : lost.get(0)));
    }
}

package dev.swarmlab.check;

import dev.swarmlab.engine.Engine.ExecResult;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.labfile.Check.CommandCheck;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Deadline;

/** Runs a command in a node and looks at its exit code and at what it prints. */
final class CommandCheckRunner {

    private static final int SHOWN = 300;

    private final LabClient lab;

    CommandCheckRunner(LabClient lab) {
        this.lab = lab;
    }

    Answer run(CommandCheck check, Deadline deadline) {
        EngineContainer node = lab.find(check.node());
        ExecResult result = lab.execute(node, check.run(), deadline);
        String what = "`" + check.run() + "` on " + LabClient.nameOf(node);
        if (result.exitCode() != check.exit()) {
            return Answer.notYet(what + " ended with " + result.exitCode() + ", not " + check.exit() + printed(result));
        }
        long lines = result.output().lines().count();
        if (check.lines() != null && lines != check.lines()) {
            return Answer.notYet(what + " printed " + lines + (lines == 1 ? " line" : " lines") + ", not "
                    + check.lines() + printed(result));
        }
        boolean contains = check.contains() == null || result.output().contains(check.contains());
        return Answer.readyIf(contains, what + " did not print \"" + check.contains() + "\"" + printed(result));
    }

    static String printed(ExecResult result) {
        String output = result.output().strip();
        if (output.isEmpty()) {
            return "; it printed nothing";
        }
        return "; it printed: " + (output.length() > SHOWN ? output.substring(0, SHOWN) + "…" : output);
    }
}

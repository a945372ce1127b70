package dev.swarmlab.check;

import dev.swarmlab.engine.Engine.ExecResult;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.labfile.Check.CommandCheck;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Deadline;

/** Runs a command on a node and checks its exit code and its output. */
final class CommandCheckRunner {

    private static final int LONGEST_OUTPUT = 300;

    private final LabClient lab;

    CommandCheckRunner(LabClient lab) {
        this.lab = lab;
    }

    Answer run(CommandCheck check, Deadline deadline) {
        EngineContainer node = lab.find(check.node());
        ExecResult result = lab.execute(node, check.run(), deadline);
        String what = "`" + check.run() + "` on " + LabClient.nameOf(node);
        if (result.exitCode() != check.exit()) {
            return Answer.notYet(exited(what, result, check.exit()));
        }
        long lines = result.output().lines().count();
        if (check.lines() != null && lines != check.lines()) {
            return Answer.notYet(
                    what + " printed " + Quantity.of(lines, "line") + ", expected " + check.lines() + output(result));
        }
        boolean contains = check.contains() == null || result.output().contains(check.contains());
        return Answer.readyIf(contains, what + " did not print \"" + check.contains() + "\"" + output(result));
    }

    /** @param what the command and its node, as in {@code `ls` on manager} */
    static String exited(String what, ExecResult result, int expected) {
        return what + " exited with " + result.exitCode() + ", expected " + expected + output(result);
    }

    /** The end of a message: the beginning of the command's output. */
    static String output(ExecResult result) {
        String output = result.output().strip();
        if (output.isEmpty()) {
            return "; no output";
        }
        return "; output: " + (output.length() > LONGEST_OUTPUT ? output.substring(0, LONGEST_OUTPUT) + "…" : output);
    }
}

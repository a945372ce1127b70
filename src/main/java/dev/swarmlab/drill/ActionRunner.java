package dev.swarmlab.drill;

import dev.swarmlab.check.CheckResult;
import dev.swarmlab.check.Checks;
import dev.swarmlab.check.Outcome;
import dev.swarmlab.engine.Engine.ExecResult;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.labfile.Action;
import dev.swarmlab.labfile.NodeSelector;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.swarm.SwarmService;
import dev.swarmlab.swarm.SwarmTask;
import dev.swarmlab.swarm.SwarmView;
import java.util.List;
import java.util.function.Consumer;

/** Does one action of a scenario after the other. */
final class ActionRunner {

    private final LabClient lab;
    private final Nodes nodes;
    private final Checks checks;
    private final Timeline timeLine;
    private final Deadline deadline;

    ActionRunner(LabClient lab, Nodes nodes, Checks checks, Timeline timeLine, Deadline deadline) {
        this.lab = lab;
        this.nodes = nodes;
        this.checks = checks;
        this.timeLine = timeLine;
        this.deadline = deadline;
    }

    /** Does it, or throws a {@link Failure} that says why it did not work. */
    void perform(Action action) {
        if (action instanceof Action.Stop stop) {
            takeAway("stop", stop.node(), nodes::stop);
        } else if (action instanceof Action.Kill kill) {
            takeAway("kill", kill.node(), nodes::kill);
        } else if (action instanceof Action.Pause pause) {
            takeAway("pause", pause.node(), nodes::pause);
        } else if (action instanceof Action.Start start) {
            say("start " + start.node());
            nodes.start(lab.find(start.node()));
        } else if (action instanceof Action.StartAll) {
            say("start every node that does not run");
            nodes.startAll();
        } else if (action instanceof Action.KillTasks kill) {
            killTasks(kill);
        } else if (action instanceof Action.Run run) {
            run(run);
        } else {
            await((Action.AwaitCheck) action);
        }
    }

    private void takeAway(String verb, NodeSelector choice, Consumer<EngineContainer> work) {
        EngineContainer node = lab.find(choice);
        say(verb + " " + named(choice.toString(), node));
        work.accept(node);
    }

    private void say(String words) {
        timeLine.add(DrillEvent.Kind.ACTION, words);
    }

    /** As in {@code leader (manager02)}. */
    private static String named(String choice, EngineContainer node) {
        String name = LabClient.nameOf(node);
        return choice.equals(name) ? name : choice + " (" + name + ")";
    }

    private void killTasks(Action.KillTasks kill) {
        SwarmView view = lab.view();
        SwarmService service = view.service(kill.service())
                .orElseThrow(() -> Failure.of(FailureKind.FAILED, "there is no service " + kill.service()));
        List<SwarmTask> running = view.newest(service).stream()
                .filter(task -> task.isRunning() && !task.container().isEmpty())
                .toList();
        if (running.size() < kill.count()) {
            throw Failure.of(FailureKind.FAILED, "can't kill " + kill.count() + " tasks of " + kill.service())
                    .because("only " + running.size() + " run");
        }
        for (SwarmTask task : running.subList(0, kill.count())) {
            String node = view.nodeOf(task);
            say("kill " + view.name(service, task) + " on " + node);
            lab.daemon(lab.node(node)).killContainer(task.container());
        }
    }

    private void run(Action.Run run) {
        EngineContainer node = lab.find(run.node());
        say("on " + LabClient.nameOf(node) + ": " + run.command());
        ExecResult result = lab.execute(node, run.command(), deadline);
        if (result.exitCode() != run.exit()) {
            throw Failure.of(
                            FailureKind.FAILED,
                            "`" + run.command() + "` on " + LabClient.nameOf(node) + " ended with " + result.exitCode()
                                    + ", not " + run.exit())
                    .because(result.output().strip());
        }
    }

    private void await(Action.AwaitCheck action) {
        Deadline time = deadline.atMost(checks.timeOf(action.check()));
        CheckResult result = checks.run(action.check(), time);
        if (result.outcome() == Outcome.FAILED) {
            throw Failure.of(FailureKind.CHECK_FAILED, result.name())
                    .because(result.reason() + (result.hint() == null ? "" : " (" + result.hint() + ")"));
        }
        if (result.outcome() == Outcome.PASSED) {
            timeLine.add(DrillEvent.Kind.PASSED, result.name());
        } else {
            say(result.name() + ": " + result.reason());
        }
    }
}

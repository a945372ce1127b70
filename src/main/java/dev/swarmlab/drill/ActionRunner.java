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

/** Runs the actions of a scenario. */
final class ActionRunner implements Action.Visitor {

    private final LabClient lab;
    private final Nodes nodes;
    private final Checks checks;
    private final Timeline timeline;
    private final Deadline deadline;

    ActionRunner(LabClient lab, Nodes nodes, Checks checks, Timeline timeline, Deadline deadline) {
        this.lab = lab;
        this.nodes = nodes;
        this.checks = checks;
        this.timeline = timeline;
        this.deadline = deadline;
    }

    /** @throws Failure when the action fails */
    void perform(Action action) {
        action.accept(this);
    }

    @Override
    public void stop(Action.Stop action) {
        disrupt("stop", action.node(), nodes::stop);
    }

    @Override
    public void kill(Action.Kill action) {
        disrupt("kill", action.node(), nodes::kill);
    }

    @Override
    public void pause(Action.Pause action) {
        disrupt("pause", action.node(), nodes::pause);
    }

    @Override
    public void start(Action.Start action) {
        addAction("start " + action.node());
        nodes.start(lab.find(action.node()));
    }

    @Override
    public void startAll(Action.StartAll action) {
        addAction("start all stopped nodes");
        nodes.startAll();
    }

    private void disrupt(String verb, NodeSelector selector, Consumer<EngineContainer> work) {
        EngineContainer node = lab.find(selector);
        addAction(verb + " " + named(selector.toString(), node));
        work.accept(node);
    }

    private void addAction(String message) {
        timeline.add(DrillEvent.Kind.ACTION, message);
    }

    /** As in {@code worker01} or {@code leader (manager02)}. */
    private static String named(String selector, EngineContainer node) {
        String name = LabClient.nameOf(node);
        return selector.equals(name) ? name : selector + " (" + name + ")";
    }

    @Override
    public void killTasks(Action.KillTasks kill) {
        SwarmView view = lab.view();
        SwarmService service = view.service(kill.service())
                .orElseThrow(() -> Failure.of(FailureKind.FAILED, "there is no service " + kill.service()));
        List<SwarmTask> running = view.newest(service).stream()
                .filter(task -> task.isRunning() && !task.container().isEmpty())
                .toList();
        if (running.size() < kill.count()) {
            throw Failure.of(FailureKind.FAILED, "can't kill " + kill.count() + " tasks of " + kill.service())
                    .because("only " + running.size() + " running");
        }
        for (SwarmTask task : running.subList(0, kill.count())) {
            String node = view.nodeOf(task);
            addAction("kill " + view.name(service, task) + " on " + node);
            lab.daemon(lab.node(node)).taskContainers().kill(task.container());
        }
    }

    @Override
    public void run(Action.Run run) {
        EngineContainer node = lab.find(run.node());
        addAction("on " + LabClient.nameOf(node) + ": " + run.command());
        ExecResult result = lab.execute(node, run.command(), deadline);
        if (result.exitCode() != run.exit()) {
            throw Failure.of(
                            FailureKind.FAILED,
                            "`" + run.command() + "` on " + LabClient.nameOf(node) + " exited with " + result.exitCode()
                                    + ", expected " + run.exit())
                    .because(result.output().strip());
        }
    }

    @Override
    public void awaitCheck(Action.AwaitCheck action) {
        Deadline limit = deadline.atMost(checks.timeOf(action.check()));
        CheckResult result = checks.run(action.check(), limit);
        if (result.outcome() == Outcome.FAILED) {
            throw Failure.of(FailureKind.CHECK_FAILED, result.name())
                    .because(result.reason() + (result.hint() == null ? "" : " (" + result.hint() + ")"));
        }
        if (result.outcome() == Outcome.PASSED) {
            timeline.add(DrillEvent.Kind.PASSED, result.name());
        } else {
            addAction(result.name() + ": " + result.reason());
        }
    }
}

package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.progress.Step;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Probe;
import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.SwarmNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Waits until every node is ready and one manager leads, and sets the nodes' labels and availability. */
public final class AwaitSwarm implements Runnable {

    private final LabRun lab;
    private final MemberNames names;
    private List<SwarmNode> members = List.of();

    public AwaitSwarm(LabRun lab) {
        this.lab = lab;
        this.names = new MemberNames(lab);
    }

    @Override
    public void run() {
        lab.progress().during(Step.SWARM, lab.plan().lab(), () -> {
            NodePlan first = lab.plan().firstManager();
            Probe<Answer> probe = lab.hasFoundSwarm()
                    ? this::askAnyManager
                    : NodeHealth.whileItRuns(lab, first, () -> ask(lab.firstManager()));
            Await.until("the swarm to be ready", lab.deadline(), probe);
            allMustRun();
            noticePromotedWorkers();
            return lab.plan().nodes().size() + " nodes ready";
        });
    }

    private Answer askAnyManager() {
        Answer answer = lab.opened().probe(this::ask);
        if (answer instanceof Answer.NotYet) {
            lab.plan().managers().forEach(node -> NodeHealth.mustStillRun(lab, node));
        }
        return answer;
    }

    private Answer ask(NodeDaemon manager) {
        members = manager.nodes();
        Answer removed = new StaleMembers(lab).remove(manager, members);
        return removed instanceof Answer.NotYet ? removed : state(manager);
    }

    private Answer state(NodeDaemon manager) {
        Map<String, SwarmNode> ready = new HashMap<>();
        members.stream()
                .filter(member -> member.isReady() && !names.isPredecessor(member))
                .forEach(member -> ready.put(names.of(member), member));
        for (NodePlan node : lab.plan().nodes()) {
            if (!ready.containsKey(node.name())) {
                NodeHealth.mustStillRun(lab, node);
                return Answer.notYet(node.name() + " is " + lastState(node));
            }
        }
        long leaders = members.stream().filter(SwarmNode::leader).count();
        if (leaders != 1) {
            return Answer.notYet("the swarm has " + leaders + " leaders");
        }
        LabelsAndAvailability settings = new LabelsAndAvailability(lab);
        for (NodePlan node : lab.plan().nodes()) {
            SwarmNode member = ready.get(node.name());
            if (member != null && !settings.apply(node, member, manager)) {
                return Answer.notYet(node.name() + " does not have its labels yet");
            }
        }
        return Answer.ready();
    }

    private String lastState(NodePlan node) {
        return members.stream()
                .filter(member -> names.of(member).equals(node.name()))
                .findFirst()
                .map(member -> member.state() + (member.message().isEmpty() ? "" : " (" + member.message() + ")"))
                .orElse("unknown to the swarm");
    }

    /** The swarm reports a node that has just stopped as ready until its heartbeats are missing. */
    private void allMustRun() {
        Set<String> running = lab.engine().containers().stream()
                .filter(EngineContainer::isRunning)
                .map(EngineContainer::name)
                .collect(Collectors.toSet());
        lab.plan().nodes().stream()
                .filter(node -> !running.contains(node.container()))
                .forEach(node -> NodeHealth.mustStillRun(lab, node));
    }

    /** A worker that the user promoted stays a manager. */
    private void noticePromotedWorkers() {
        Set<String> workers = lab.plan().workers().stream().map(NodePlan::name).collect(Collectors.toSet());
        members.stream()
                .filter(member -> member.isManager() && workers.contains(names.of(member)))
                .forEach(member ->
                        lab.notice(member.hostname() + " is a manager, but a worker in the lab file; to demote it, run:"
                                + " swarmlab exec manager -- docker node demote " + member.hostname()));
    }
}

package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.Labels;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.labfile.StackFile;
import dev.swarmlab.progress.Step;
import dev.swarmlab.provision.stack.StackDeployment;
import dev.swarmlab.provision.stack.StackRemoval;
import dev.swarmlab.swarm.NodeDaemon;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Deploys the stacks one after the other, each awaited, and removes those that the descriptor names no more. */
public final class DeployStacks implements Runnable {

    private final LabRun lab;

    public DeployStacks(LabRun lab) {
        this.lab = lab;
    }

    @Override
    public void run() {
        Map<String, StackFile> stacks = lab.plan().stacks();
        if (stacks.isEmpty() && lab.observed().isEmpty()) {
            return;
        }
        LabClient open = lab.opened();
        List<String> before = deployedBefore(open);
        for (String name : before) {
            if (!stacks.containsKey(name)) {
                new StackRemoval(open).run(name, lab.deadline());
                lab.progress().say("removed the stack " + name);
            }
        }
        // Before they are deployed: what a run that fails leaves of them must not be taken for someone's own.
        List<String> now = stacks.keySet().stream().sorted().toList();
        if (!now.equals(before)) {
            remember(open, now);
        }
        lab.progress().begin(Step.STACKS, stacks.size());
        StackDeployment deployment = new StackDeployment(open);
        stacks.forEach((name, file) ->
                lab.progress().during(Step.STACKS, name, () -> deployment.run(name, file, lab.deadline())));
        deployment.settle(lab.deadline());
        // Where there is none, the report at the end tells of it, whether the lab has stacks or not.
        if (!stacks.isEmpty() && open.hasRoutingMesh()) {
            lab.progress().say("ports go through the routing mesh, services have virtual addresses");
        }
    }

    /** The swarm keeps the names, so that nothing that someone deployed by hand is ever taken for ours. */
    private static List<String> deployedBefore(LabClient open) {
        String names = open.ask(NodeDaemon::swarmLabels).getOrDefault(Labels.STACKS, "");
        return Arrays.stream(names.split(","))
                .filter(name -> !name.isEmpty())
                .sorted()
                .toList();
    }

    private static void remember(LabClient open, List<String> names) {
        open.ask(manager -> {
            manager.labelSwarm(Labels.STACKS, String.join(",", names));
            return true;
        });
    }
}

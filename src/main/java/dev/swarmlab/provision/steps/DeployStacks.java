package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.Labels;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.labfile.StackFile;
import dev.swarmlab.progress.Step;
import dev.swarmlab.provision.stack.StackDeployment;
import dev.swarmlab.provision.stack.StackRecord;
import dev.swarmlab.provision.stack.StackRemoval;
import dev.swarmlab.swarm.NodeDaemon;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Deploys the stacks of the lab file, one by one: each is converged before the next is deployed. Removes the stacks
 * that the lab file no longer names.
 */
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
        LabClient client = lab.opened();
        List<String> before = deployedBefore(client);
        for (String name : before) {
            if (!stacks.containsKey(name)) {
                new StackRemoval(client).run(name, lab.deadline());
                lab.progress().say("removed the stack " + name);
            }
        }
        // Recorded before the deployment: a stack that a failed run leaves must not count as deployed by hand.
        List<String> now = stacks.keySet().stream().sorted().toList();
        if (!now.equals(before)) {
            record(client, now);
        }
        lab.progress().begin(Step.STACKS, stacks.size());
        StackDeployment deployment = new StackDeployment(client);
        stacks.forEach((name, file) ->
                lab.progress().during(Step.STACKS, name, () -> deployment.run(name, file, lab.deadline())));
        deployment.settle(lab.deadline());
        if (!stacks.isEmpty()) {
            StackRecord.write(client, stacks);
        }
        // The report at the end says when there is no routing mesh, also without stacks.
        if (!stacks.isEmpty() && client.hasRoutingMesh()) {
            lab.progress().say("published ports use the routing mesh, services have virtual addresses");
        }
    }

    /**
     * The names of the stacks that swarmlab has deployed, from a label of the swarm. Other stacks are never removed.
     */
    private static List<String> deployedBefore(LabClient client) {
        String names = client.ask(NodeDaemon::swarmLabels).getOrDefault(Labels.STACKS, "");
        return Arrays.stream(names.split(","))
                .filter(name -> !name.isEmpty())
                .sorted()
                .toList();
    }

    private static void record(LabClient client, List<String> names) {
        client.ask(manager -> {
            manager.labelSwarm(Labels.STACKS, String.join(",", names));
            return true;
        });
    }
}

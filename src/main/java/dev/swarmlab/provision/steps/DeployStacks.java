package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.Labels;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.labfile.StackFile;
import dev.swarmlab.progress.Step;
import dev.swarmlab.provision.stack.ServiceChanges;
import dev.swarmlab.provision.stack.StackDeployment;
import dev.swarmlab.provision.stack.StackRecord;
import dev.swarmlab.provision.stack.StackRemoval;
import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.SwarmContents;
import dev.swarmlab.swarm.SwarmService;
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
        SwarmContents contents = client.ask(manager -> manager.swarm().read());
        List<String> deployed = deployedBefore(contents.labels());
        for (String name : deployed) {
            if (!stacks.containsKey(name)) {
                new StackRemoval(client).run(name, lab.deadline());
                lab.progress().say("removed the stack " + name);
            }
        }
        List<SwarmService> before = client.ask(NodeDaemon::services);
        stacks.keySet().stream()
                .filter(name -> StackRecord.in(contents.labels(), name)
                        .filter(record -> record.hasOtherServices(name, contents))
                        .isPresent())
                .forEach(name -> lab.notice(byHand(name)));
        // Recorded before the deployment: a stack that a failed run leaves must not count as deployed by hand.
        StackRecord.begin(client, stacks);
        lab.progress().begin(Step.STACKS, stacks.size());
        StackDeployment deployment = new StackDeployment(client);
        stacks.forEach((name, file) ->
                lab.progress().during(Step.STACKS, name, () -> deployment.run(name, file, lab.deadline())));
        deployment.settle(lab.deadline());
        List<SwarmService> now = client.ask(NodeDaemon::services);
        stacks.keySet().forEach(name -> ServiceChanges.between(of(name, before), of(name, now))
                .forEach(change -> lab.notice(change + ", as in the file of the stack " + name)));
        if (!stacks.isEmpty()) {
            StackRecord.write(client, stacks);
        }
        // The report at the end says when there is no routing mesh, also without stacks.
        if (!stacks.isEmpty() && client.hasRoutingMesh()) {
            lab.progress().say("published ports use the routing mesh, services have virtual addresses");
        }
    }

    /** The sentence about a stack whose services were changed by hand. */
    public static String byHand(String stack) {
        return "services of the stack " + stack + " were changed since up deployed it, and are set to its file";
    }

    private static List<SwarmService> of(String stack, List<SwarmService> services) {
        return services.stream()
                .filter(service -> service.stack().equals(stack))
                .toList();
    }

    /**
     * The names of the stacks that swarmlab has deployed, from a label of the swarm. Other stacks are never removed.
     */
    public static List<String> deployedBefore(Map<String, String> swarmLabels) {
        String names = swarmLabels.getOrDefault(Labels.STACKS, "");
        return Arrays.stream(names.split(","))
                .filter(name -> !name.isEmpty())
                .sorted()
                .toList();
    }
}

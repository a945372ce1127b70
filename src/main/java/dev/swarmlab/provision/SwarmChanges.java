package dev.swarmlab.provision;

import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.labfile.OverlayNetwork;
import dev.swarmlab.labfile.StackFile;
import dev.swarmlab.plan.LabPlan;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.provision.stack.StackRecord;
import dev.swarmlab.provision.steps.CreateOverlays;
import dev.swarmlab.provision.steps.DeployStacks;
import dev.swarmlab.provision.steps.LabelsAndAvailability;
import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.SwarmContents;
import dev.swarmlab.swarm.SwarmNetwork;
import dev.swarmlab.swarm.SwarmNode;
import dev.swarmlab.swarm.SwarmObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Describes the differences between the swarm of an existing lab and a plan, without changing anything. */
final class SwarmChanges {

    private final LabClient lab;
    private final LabPlan plan;

    SwarmChanges(LabClient lab, LabPlan plan) {
        this.lab = lab;
        this.plan = plan;
    }

    /** One sentence for each difference of nodes, overlay networks and stacks. */
    List<String> described() {
        try {
            List<String> sentences = new ArrayList<>();
            nodes(lab.ask(NodeDaemon::nodes), sentences);
            overlays(lab.ask(NodeDaemon::networks), sentences);
            stacks(lab.ask(manager -> manager.swarm().read()), sentences);
            return sentences;
        } catch (Failure nobodyAnswers) {
            return List.of("labels, availability, networks and stacks are not compared: " + nobodyAnswers.getMessage());
        }
    }

    private void nodes(List<SwarmNode> members, List<String> sentences) {
        for (NodePlan node : plan.nodes()) {
            Optional<SwarmNode> known = members.stream()
                    .filter(member -> member.hostname().equals(node.name()) && member.isReady())
                    .findFirst();
            known.ifPresent(member -> {
                List<String> changes = new ArrayList<>();
                if (node.isManager() && !member.isManager()) {
                    changes.add("role worker -> manager");
                }
                changes.addAll(LabelsAndAvailability.changes(node, member));
                if (!changes.isEmpty()) {
                    sentences.add(node.name() + ": " + String.join(", ", changes));
                }
            });
        }
    }

    private void overlays(List<SwarmNetwork> existing, List<String> sentences) {
        for (OverlayNetwork wanted : plan.overlays()) {
            existing.stream()
                    .filter(network -> network.name().equals(wanted.name()))
                    .findFirst()
                    .ifPresentOrElse(
                            network -> {
                                List<String> changes = CreateOverlays.changes(wanted, network);
                                if (!changes.isEmpty()) {
                                    sentences.add("the network " + wanted.name() + " is created again: "
                                            + String.join(", ", changes));
                                }
                            },
                            () -> sentences.add("the network " + wanted.name() + " is created"));
        }
        existing.stream()
                .filter(network -> network.labels().containsKey(Labels.LAB))
                .filter(network -> plan.overlays().stream()
                        .noneMatch(wanted -> wanted.name().equals(network.name())))
                .forEach(network -> sentences.add("the network " + network.name() + " is removed"));
    }

    private void stacks(SwarmContents contents, List<String> sentences) {
        DeployStacks.deployedBefore(contents.labels()).stream()
                .filter(name -> !plan.stacks().containsKey(name))
                .forEach(name -> sentences.add("the stack " + name + " is removed"));
        plan.stacks().forEach((name, stack) -> stack(name, stack, contents).ifPresent(sentences::add));
    }

    private static Optional<String> stack(String name, StackFile stack, SwarmContents contents) {
        boolean isDeployed = contents.objects().stream()
                .anyMatch(object -> object.kind() == SwarmObject.Kind.SERVICE
                        && object.stack().equals(name));
        if (!isDeployed) {
            return Optional.of("the stack " + name + " is deployed");
        }
        Optional<StackRecord> record = StackRecord.in(contents.labels(), name);
        if (record.isEmpty()) {
            return Optional.of("the stack " + name + " is deployed again: its last deployment is not known");
        }
        boolean isChanged = record.get().hasOtherServices(name, contents);
        if (!record.get().isOf(stack)) {
            return Optional.of("the stack " + name + " is updated: its files or variables have changed"
                    + (isChanged ? ", and services were changed since up deployed it" : ""));
        }
        return isChanged ? Optional.of(DeployStacks.byHand(name)) : Optional.empty();
    }
}

package dev.swarmlab.doctor;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineInfo;
import dev.swarmlab.engine.EngineNetwork;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.plan.AddressPlan;
import dev.swarmlab.plan.Subnet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Estimates how many more labs of one size an engine's host can carry, and what limits them. */
public final class Capacity {

    /**
     * What the host has of a resource.
     *
     * @param found what there is, and what a lab needs
     * @param labs the number of labs for which it is enough
     */
    record Limit(String resource, String found, long labs) {}

    private final List<Limit> limits;

    Capacity(List<Limit> limits) {
        this.limits = List.copyOf(limits);
    }

    /** @param labFile the lab file of each lab */
    public static Capacity of(Engine engine, EngineSnapshot snapshot, LabFile labFile) {
        EngineInfo info = engine.info();
        KernelFacts kernel = engine.isLocal() ? HostKernel.read() : KernelFacts.UNKNOWN;
        KernelFacts facts = kernel.text("kernel").equals(info.kernel()) ? kernel : KernelFacts.UNKNOWN;
        HostResources host = HostResources.of(facts, Optional.of(info));
        long nodesOfOthers = LabResources.ownContainers(snapshot.containers()).stream()
                .filter(EngineContainer::isRunning)
                .count();
        Requirements lab = Requirements.of(labFile);
        List<Limit> limits = new ArrayList<>(ResourceChecks.limits(host, lab, nodesOfOthers));
        NeighbourChecks.limit(facts, lab).ifPresent(limits::add);
        long blocks = AddressPlan.freeBlocks(snapshot.networks().stream()
                .map(EngineNetwork::subnets)
                .flatMap(List::stream)
                .flatMap(subnet -> Subnet.parse(subnet).stream())
                .collect(Collectors.toSet()));
        limits.add(new Limit("addresses", blocks + " free subnets; 1 for each lab and 1 for the class", blocks - 1));
        return new Capacity(limits);
    }

    /** @throws Failure when that many labs do not fit, which says how many fit and what limits them */
    public void require(int labs) {
        Limit smallest =
                limits.stream().min(Comparator.comparingLong(Limit::labs)).orElseThrow();
        if (smallest.labs() >= labs) {
            return;
        }
        long fitting = Math.max(0, smallest.labs());
        String reasons = limits.stream()
                .filter(limit -> limit.labs() < labs)
                .map(limit -> limit.resource() + ": " + limit.found())
                .collect(Collectors.joining("; "));
        throw Failure.of(
                        FailureKind.FAILED,
                        labs + (labs == 1 ? " more lab does" : " more labs do") + " not fit on the engine's host, "
                                + (fitting == 0 ? "none does" : "about " + fitting + (fitting == 1 ? " does" : " do")))
                .because(reasons)
                .advise("Create fewer labs, use smaller ones, as with --set workers=1, or remove other labs. These are"
                        + " estimates; to ignore them: --force");
    }
}

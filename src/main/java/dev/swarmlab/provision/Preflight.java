package dev.swarmlab.provision;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineNetwork;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.EngineVolume;
import dev.swarmlab.engine.HostNetwork;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.NodeContainer;
import dev.swarmlab.lab.Origin;
import dev.swarmlab.labfile.Overrides;
import dev.swarmlab.labfile.PublishedPort;
import dev.swarmlab.labfile.Student;
import dev.swarmlab.plan.LabPlan;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.plan.PlanningInput;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks that a plan can be carried out, before anything is created or removed. */
final class Preflight {

    private static final String ANOTHER_PORT = "Choose another port in the lab file,";

    private Preflight() {}

    /** @param host the engine's host; {@link HostNetwork#UNKNOWN} when the engine is on another host */
    static void check(
            LabPlan plan,
            EngineSnapshot snapshot,
            LabResources observed,
            PlanningInput planningInput,
            HostNetwork host) {
        namesOfOthers(plan, snapshot, observed);
        unknownAddresses(plan, observed, host);
        unknownBind(plan, observed, host);
        takenPorts(plan, snapshot, observed, planningInput);
    }

    /** @throws Failure when a lab of this name exists that was created from another file or by another user */
    static void anotherOrigin(LabResources observed, Origin origin) {
        observed.origin().filter(existing -> !existing.isSameLabAs(origin)).ifPresent(existing -> {
            throw Failure.of(
                            FailureKind.FAILED,
                            "the lab " + observed.name() + " was created from another file: " + existing.described())
                    .because("this file is " + origin.described())
                    .advise("See the lab with: swarmlab status " + observed.name() + "\n"
                            + "To update the lab from this file, run: swarmlab up --adopt "
                            + origin.arguments() + "\n"
                            + "To create another lab from it, run: swarmlab up --name NAME "
                            + withoutName(origin).arguments());
        });
    }

    /** @throws Failure when the class or lab of this name belongs to a class, or is no class */
    static void notAClass(LabResources observed) {
        if (!observed.isEmpty() && observed.origin().isPresent() && !observed.isClass()) {
            throw Failure.of(FailureKind.FAILED, "there is a lab named " + observed.name() + ", which is no class")
                    .advise("Remove it with: swarmlab down " + observed.name()
                            + "\nOr give the class another name with: --name NAME");
        }
    }

    /**
     * @throws Failure when the lab exists and belongs to a class, and this run is not for that student, or the other
     *     way round
     */
    static void anotherClass(LabResources observed, Origin origin) {
        if (observed.isClass()) {
            throw Failure.of(FailureKind.FAILED, "there is a class named " + observed.name())
                    .advise("Update all its labs with the options --count, --students or --student, or give this lab"
                            + " another name with: --name NAME");
        }
        Optional<String> existing = observed.student().map(Student::className);
        Student student = origin.overrides().student();
        Optional<String> wanted = Optional.ofNullable(student).map(Student::className);
        if (observed.origin().isPresent() && !existing.equals(wanted)) {
            throw Failure.of(
                            FailureKind.FAILED,
                            existing.map(name -> "the lab " + observed.name() + " belongs to the class " + name)
                                    .orElse("the lab " + observed.name() + " belongs to no class"))
                    .advise("Remove it with: swarmlab down " + observed.name());
        }
    }

    /** @throws Failure when the lab belongs to a class whose registry was removed */
    static void missingRegistry(Preparation preparation, Origin origin) {
        Student student = origin.overrides().student();
        if (student != null && preparation.classRegistry().isEmpty()) {
            throw Failure.of(FailureKind.FAILED, "the class " + student.className() + " has no registry")
                    .because("its container was removed")
                    .advise("Create it again with the command that created the class, as in: swarmlab up --count 12 "
                            + origin.file());
        }
    }

    private static Origin withoutName(Origin origin) {
        Overrides overrides = new Overrides(null, origin.overrides().settings());
        return new Origin(origin.file(), origin.text(), origin.owner(), overrides);
    }

    private static void namesOfOthers(LabPlan plan, EngineSnapshot snapshot, LabResources observed) {
        Stream<String> registry = plan.ownsRegistry()
                ? Stream.concat(
                        Stream.of(plan.registry().container(), plan.registry().volume()),
                        Stream.ofNullable(plan.cache()).flatMap(cache -> Stream.of(cache.container(), cache.volume())))
                : Stream.empty();
        Set<String> wanted = Stream.concat(
                        Stream.concat(Stream.of(plan.network().name()), registry),
                        plan.nodes().stream().flatMap(node -> Stream.of(node.container(), node.volume())))
                .collect(Collectors.toSet());
        snapshot.containers().stream()
                .filter(container -> !observed.containers().contains(container))
                .map(EngineContainer::name)
                .filter(wanted::contains)
                .findFirst()
                .ifPresent(name -> refuse("container", name, "docker rm -f " + name));
        snapshot.networks().stream()
                .filter(network -> !observed.networks().contains(network))
                .map(EngineNetwork::name)
                .filter(wanted::contains)
                .findFirst()
                .ifPresent(name -> refuse("network", name, "docker network rm " + name));
        snapshot.volumes().stream()
                .filter(volume -> !observed.volumes().contains(volume))
                .map(EngineVolume::name)
                .filter(wanted::contains)
                .findFirst()
                .ifPresent(name -> refuse("volume", name, "docker volume rm " + name));
    }

    private static void refuse(String kind, String name, String removal) {
        throw Failure.of(FailureKind.FAILED, "there is a " + kind + " named " + name + " that swarmlab did not create")
                .advise("Give the lab another name, or remove the " + kind + " with: " + removal);
    }

    /** Nodes that get a container with these settings: new ones, and those whose settings have changed. */
    private static Stream<NodePlan> created(LabPlan plan, LabResources observed) {
        return plan.nodes().stream().filter(node -> observed.node(node.name())
                .filter(container -> NodeChanges.hasSettings(container, node, plan))
                .isEmpty());
    }

    private static void unknownAddresses(LabPlan plan, LabResources observed, HostNetwork host) {
        created(plan, observed)
                .flatMap(node -> node.ports().stream())
                .filter(port -> !host.canListenOn(port.hostAddress()))
                .findFirst()
                .ifPresent(port -> {
                    throw Failure.of(
                                    FailureKind.FAILED,
                                    "the host has no address " + port.hostAddress() + ", so its port " + port.hostPort()
                                            + " can't be published")
                            .advise(
                                    "Write an address of this host in the lab file (see: ip -brief address), 0.0.0.0 for"
                                            + " all of them, or none for " + PublishedPort.DEFAULT_HOST_ADDRESS + ".");
                });
    }

    private static void unknownBind(LabPlan plan, LabResources observed, HostNetwork host) {
        plan.managers().stream()
                .filter(manager -> observed.node(manager.name())
                        .filter(container -> NodeContainer.isBoundTo(container, manager))
                        .isEmpty())
                .flatMap(manager -> Stream.ofNullable(manager.bind()))
                .filter(bind -> !host.canListenOn(bind.text()))
                .findFirst()
                .ifPresent(bind -> {
                    throw Failure.of(FailureKind.FAILED, "can't bind the lab " + plan.lab() + " to " + bind)
                            .because("the host has no such address")
                            .advise("Name an address of this host that students can reach (see: ip -brief address),"
                                    + " as in: swarmlab up --bind 192.0.2.10\n"
                                    + "To publish the lab on the loopback address only, run: swarmlab up --bind "
                                    + PublishedPort.DEFAULT_HOST_ADDRESS);
                });
    }

    private static void takenPorts(
            LabPlan plan, EngineSnapshot snapshot, LabResources observed, PlanningInput planningInput) {
        Set<Integer> wanted = new HashSet<>();
        if (plan.ownsRegistry()
                && (observed.ownRegistry().isEmpty() || !plan.registry().anyPort())) {
            wanted.add(plan.registry().hostPort());
        }
        created(plan, observed)
                .flatMap(node -> node.ports().stream())
                .map(PublishedPort::hostPort)
                .forEach(wanted::add);
        wanted.stream().filter(planningInput.takenPorts()::contains).findFirst().ifPresent(port -> {
            throw taken(port, snapshot);
        });
    }

    private static Failure taken(int port, EngineSnapshot snapshot) {
        Failure failure = Failure.of(FailureKind.FAILED, "port " + port + " of the host is in use");
        Optional<EngineContainer> holder = snapshot.containers().stream()
                .filter(container -> container.ports().stream().anyMatch(published -> published.hostPort() == port))
                .findFirst();
        if (holder.isEmpty()) {
            return failure.because(
                            "a program on this host listens on it; find it with: ss -ltnp 'sport = :" + port + "'")
                    .advise(ANOTHER_PORT + " or free this one.");
        }
        boolean isOfLab = !LabResources.ownContainers(List.of(holder.get())).isEmpty();
        String lab = holder.get().label(Labels.LAB);
        return isOfLab
                ? failure.because("the lab " + lab + " has it, for its container "
                                + holder.get().name())
                        .advise(ANOTHER_PORT + " or remove that lab with: swarmlab down " + lab)
                : failure.because("the container " + holder.get().name() + " publishes it")
                        .advise(ANOTHER_PORT + " or free this one.");
    }
}

package dev.swarmlab.provision.reset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.engine.ContainerState;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.Reported;
import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.labfile.StackFile;
import dev.swarmlab.plan.LabPlan;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.provision.reset.LabInventory.DaemonInventory;
import dev.swarmlab.provision.reset.LabInventory.NodeInventory;
import dev.swarmlab.provision.reset.LabInventory.RegistryInventory;
import dev.swarmlab.swarm.MembershipState;
import dev.swarmlab.swarm.NodeAvailability;
import dev.swarmlab.swarm.NodeContents;
import dev.swarmlab.swarm.NodeRole;
import dev.swarmlab.swarm.NodeState;
import dev.swarmlab.swarm.Reachability;
import dev.swarmlab.swarm.SwarmContents;
import dev.swarmlab.swarm.SwarmContents.Ingress;
import dev.swarmlab.swarm.SwarmMembership;
import dev.swarmlab.swarm.SwarmNetwork;
import dev.swarmlab.swarm.SwarmNode;
import dev.swarmlab.swarm.SwarmObject;
import dev.swarmlab.swarm.SwarmSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each case changes a lab that is in the state right after {@code up}, and names the differences. */
class LabComparisonTest {

    private static final LabPlan PLAN = new FakeLab("""
            managers: 3
            workers: [{count: 1, labels: {zone: a}}]
            images: ['my/app:1']
            networks: [shared]
            """).plan();

    /** Its stack file is on another machine, so that it can't have changed. */
    private static final LabPlan STACK_PLAN = new LabPlan(
            PLAN.lab(),
            PLAN.network(),
            PLAN.registry(),
            null,
            PLAN.nodes(),
            PLAN.sparePorts(),
            PLAN.images(),
            PLAN.overlays(),
            Map.of("web", new StackFile(Path.of("/web.yml"), "", Set.of(), Map.of(), Set.of())));

    private static final String APP = "registry:5000/my/app:1";

    /** A lab in the state right after {@code up}, whose parts a case changes. */
    private static final class Lab {

        final Map<String, NodeInventory> nodes = new HashMap<>();
        final Map<String, SwarmNode> members = new HashMap<>();
        final List<SwarmObject> objects = new ArrayList<>();
        final List<SwarmNetwork> networks = new ArrayList<>();
        final List<NodeContents.Container> containers = new ArrayList<>();
        final List<String> volumes = new ArrayList<>();
        final List<NodeContents.Image> images = new ArrayList<>();
        final List<NodeContents.Network> ownNetworks = new ArrayList<>();
        final Map<String, String> labels = new HashMap<>();
        Optional<Ingress> ingress = Optional.of(new Ingress("mesh", true));
        SwarmSettings settings = new SwarmSettings(List.of(), false);
        RegistryInventory registry = registry(Set.of("my/app:1"), "sha256:1");
        Optional<EngineContainer> cache = Optional.empty();
        boolean answers = true;
        Restored restored = Restored.NOTHING;

        Lab() {
            for (NodePlan node : PLAN.nodes()) {
                NodeRole role = node.isManager() ? NodeRole.MANAGER : NodeRole.WORKER;
                members.put(node.name(), member(node.name(), role, node.labels(), NodeAvailability.ACTIVE));
                daemon(node.name(), MembershipState.ACTIVE);
            }
            network("shared", "n1", true);
            image("i1", Set.of(APP), Set.of("registry:5000/my/app@sha256:1"));
        }

        void network(String name, String id, boolean attachable) {
            networks.add(new SwarmNetwork(id, name, false, attachable, "10.0.1.0/24", Map.of()));
            objects.add(new SwarmObject(SwarmObject.Kind.NETWORK, id, name, "", "d", Set.of()));
        }

        void image(String id, Set<String> tags, Set<String> digests) {
            images.add(new NodeContents.Image(id, tags, digests));
        }

        void service(String name, String digest, String... uses) {
            objects.add(new SwarmObject(SwarmObject.Kind.SERVICE, "id-" + name, name, "", digest, Set.of(uses)));
        }

        static RegistryInventory registry(Set<String> images, String pushed) {
            return new RegistryInventory(
                    Optional.of(container("running")), images, Map.of(APP, "sha256:1"), Map.of(APP, List.of(pushed)));
        }

        static EngineContainer container(String state) {
            return new EngineContainer("c", "c", "image", ContainerState.of(state), "", Map.of(), Map.of(), List.of());
        }

        static SwarmNode member(String name, NodeRole role, Map<String, String> labels, NodeAvailability availability) {
            return new SwarmNode(
                    "id-" + name,
                    1,
                    name,
                    Reported.of(role),
                    Reported.of(NodeState.READY),
                    "",
                    Reported.of(availability),
                    name.equals("manager"),
                    role == NodeRole.MANAGER
                            ? Reported.of(Reachability.REACHABLE)
                            : new Reported<>(Reachability.UNKNOWN, ""),
                    "",
                    "",
                    labels);
        }

        void worker(NodeRole role, Map<String, String> labels, NodeAvailability availability) {
            members.put("worker01", member("worker01", role, labels, availability));
        }

        void daemon(String name, MembershipState state) {
            String address = PLAN.nodes().stream()
                    .filter(node -> node.name().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .address();
            SwarmMembership own = new SwarmMembership(Reported.of(state), "id-" + name, address, false, "", List.of());
            boolean isWorker = name.equals("worker01");
            node(
                    name,
                    "running",
                    List.of(),
                    Optional.of(new DaemonInventory(
                            own,
                            isWorker ? containers : List.of(),
                            isWorker ? volumes : List.of(),
                            images,
                            isWorker ? ownNetworks : List.of(),
                            0)));
        }

        void node(String name, String state, List<String> changed, Optional<DaemonInventory> daemon) {
            nodes.put(
                    name,
                    new NodeInventory(
                            Optional.of(container(state)), changed, true, daemon, daemon.isPresent() ? "" : "hangs"));
        }

        LabComparison compared() {
            return compared(PLAN);
        }

        LabComparison compared(LabPlan plan) {
            SwarmContents swarm =
                    new SwarmContents(List.copyOf(members.values()), objects, networks, ingress, settings, labels);
            return LabComparison.of(
                    plan,
                    new LabInventory(nodes, answers ? Optional.of(swarm) : Optional.empty(), registry, cache),
                    restored);
        }
    }

    @Test
    void a_planned_cache_must_run() {
        LabPlan plan = new FakeLab("""
                registry: {image: 'my/registry:1', mirror: 'http://10.0.0.1:5000'}
                managers: 3
                workers: [{count: 1, labels: {zone: a}}]
                images: ['my/app:1']
                networks: [shared]
                """).plan();
        Lab lab = new Lab();

        assertThat(lab.compared(plan).differences())
                .extracting(Difference::toString)
                .containsExactly("cache: cache does not run");
        lab.cache = Optional.of(Lab.container("running"));
        assertThat(lab.compared(plan).isEmpty()).isTrue();
    }

    private static Arguments of(Consumer<Lab> change, String... differences) {
        return Arguments.of(change, List.of(differences));
    }

    static Stream<Arguments> cases() {
        return Stream.of(
                of(lab -> {}),
                // nodes
                of(
                        lab -> lab.nodes.put(
                                "worker01",
                                new NodeInventory(Optional.empty(), List.of(), false, Optional.empty(), "")),
                        "RESTORE worker01: node has no container"),
                of(
                        lab -> lab.node("worker01", "exited", List.of(), Optional.empty()),
                        "RESTORE worker01: node is exited"),
                of(
                        lab -> lab.node("worker01", "created", List.of(), Optional.empty()),
                        "RECREATE worker01: node was never started"),
                of(
                        lab -> lab.node("worker01", "running", List.of(), Optional.empty()),
                        "RECREATE worker01: node does not answer: hangs"),
                of(
                        lab -> lab.node("worker01", "exited", List.of("/root/notes"), Optional.empty()),
                        "RECREATE worker01: files /root/notes changed",
                        "RESTORE worker01: node is exited"),
                of(
                        lab -> lab.daemon("worker01", MembershipState.INACTIVE),
                        "RESTORE worker01: membership in the swarm is inactive"),
                of(
                        lab -> lab.daemon("manager02", MembershipState.LOCKED),
                        "REBUILD manager02: membership in the swarm is locked"),
                of(lab -> lab.members.remove("worker01"), "RESTORE worker01: membership is unknown to the managers"),
                of(
                        lab -> lab.worker(NodeRole.MANAGER, Map.of("zone", "a"), NodeAvailability.ACTIVE),
                        "RESTORE worker01: role is manager"),
                of(
                        lab -> lab.members.put(
                                "manager03",
                                Lab.member("manager03", NodeRole.WORKER, Map.of(), NodeAvailability.ACTIVE)),
                        "RESTORE manager03: role is worker"),
                of(
                        lab -> lab.worker(NodeRole.WORKER, Map.of("zone", "b"), NodeAvailability.DRAIN),
                        "RESTORE worker01: labels were {zone=b}",
                        "RESTORE worker01: availability was drain"),
                // the swarm
                of(lab -> lab.answers = false, "RESTORE swarm: membership has no manager that answers"),
                of(
                        lab -> {
                            lab.answers = false;
                            lab.daemon("manager02", MembershipState.INACTIVE);
                            lab.daemon("manager03", MembershipState.INACTIVE);
                        },
                        "RESTORE manager02: membership in the swarm is inactive",
                        "RESTORE manager03: membership in the swarm is inactive",
                        "REBUILD swarm: membership has lost its quorum"),
                of(
                        lab -> lab.settings = new SwarmSettings(List.of("autolock is true, not false"), true),
                        "REBUILD swarm: settings contain another pool of addresses",
                        "RESTORE swarm: settings were changed: autolock is true, not false"),
                of(lab -> lab.service("web", "d"), "REMOVE swarm: service web is not the lab's"),
                of(
                        lab -> {
                            lab.objects.clear();
                            lab.networks.clear();
                            lab.network("shared", "n2", false);
                        },
                        "RESTORE swarm: network shared changed"),
                of(lab -> lab.objects.clear(), "RESTORE swarm: network shared is missing"),
                of(lab -> lab.network("mine", "n9", true), "REMOVE swarm: network mine is not the lab's"),
                of(lab -> lab.ingress = Optional.empty(), "RESTORE swarm: network ingress is missing"),
                of(
                        lab -> lab.ingress = Optional.of(new Ingress("mesh", false)),
                        "RESTORE swarm: network ingress changed"),
                // what a node holds
                of(
                        lab -> lab.containers.add(new NodeContents.Container("c1", "mine", "i1", "", Set.of("data"))),
                        "REMOVE worker01: container mine belongs to no service"),
                of(
                        lab -> lab.containers.add(new NodeContents.Container("c1", "web.1", "i1", "id-web", Set.of())),
                        "REMOVE worker01: container web.1 belongs to a removed service"),
                of(lab -> lab.volumes.add("data"), "REMOVE worker01: volume data is not the lab's"),
                of(
                        lab -> lab.ownNetworks.add(new NodeContents.Network("n5", "mine")),
                        "REMOVE worker01: network mine is not the lab's"),
                // the registry
                of(
                        lab -> lab.registry = Lab.registry(Set.of("my/app:1", "you/hello:1"), "sha256:1"),
                        "RECREATE registry: registry has other images: you/hello:1"),
                of(
                        lab -> lab.registry = Lab.registry(Set.of("my/app:1"), "sha256:2"),
                        "RESTORE registry: image my/app:1 is not the one that was pushed"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void finds_every_difference(Consumer<Lab> change, List<String> expected) {
        Lab lab = new Lab();
        change.accept(lab);

        assertThat(lab.compared().differences())
                .extracting(difference -> difference.cure() + " " + difference)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    static Stream<Arguments> images() {
        String digest = "registry:5000/my/app@sha256:1";
        return Stream.of(
                of(lab -> {}, "RESTORE image " + APP + " is missing"),
                of(lab -> lab.image("i1", Set.of(APP), Set.of(digest))),
                of(
                        lab -> lab.image("i2", Set.of(APP), Set.of("registry:5000/my/app@sha256:2")),
                        "REMOVE image " + APP + " is another image",
                        "RESTORE image " + APP + " is missing"),
                of(
                        lab -> lab.image("i1", Set.of(APP, "mine:1"), Set.of(digest)),
                        "REMOVE image mine:1 is not the lab's"),
                of(
                        lab -> {
                            lab.image("i1", Set.of(APP), Set.of(digest));
                            lab.image("i3", Set.of(), Set.of());
                        },
                        "REMOVE image i3 is not the lab's"),
                of(lab -> lab.image("i1", Set.of(), Set.of(digest)), "RESTORE image " + APP + " is missing"));
    }

    @ParameterizedTest
    @MethodSource("images")
    void finds_missing_and_foreign_images(Consumer<Lab> change, List<String> expected) {
        Lab lab = new Lab();
        lab.images.clear();
        change.accept(lab);

        assertThat(lab.compared().differences())
                .filteredOn(difference -> difference.where().equals("worker01"))
                .extracting(difference ->
                        difference.cure() + " " + difference.toString().replace("worker01: ", ""))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    /** The plan has the stack {@code web}, of which {@code up} recorded a service and a secret. */
    private static LabComparison withStack(Consumer<Lab> change) {
        Lab lab = new Lab();
        lab.labels.put("dev.swarmlab.stack.web", "- secret/web_password=s1 service/web_api=a1");
        lab.objects.add(new SwarmObject(SwarmObject.Kind.SECRET, "x1", "web_password", "web", "s1", Set.of()));
        lab.objects.add(
                new SwarmObject(SwarmObject.Kind.SERVICE, "id-web_api", "web_api", "web", "a1", Set.of("x1", "n1")));
        lab.containers.add(new NodeContents.Container("c1", "web_api.1", "i1", "id-web_api", Set.of()));
        change.accept(lab);
        return lab.compared(STACK_PLAN);
    }

    static Stream<Arguments> stacks() {
        return Stream.of(
                of(lab -> {}),
                of(lab -> lab.labels.clear(), "RESTORE swarm: stack web was not deployed"),
                of(
                        lab -> lab.objects.removeIf(object -> object.name().equals("web_api")),
                        "RESTORE swarm: service web_api is missing",
                        "REMOVE worker01: container web_api.1 belongs to a removed service"),
                of(
                        lab -> {
                            lab.objects.removeIf(object -> object.name().equals("web_password"));
                            lab.objects.add(new SwarmObject(
                                    SwarmObject.Kind.SECRET, "x1", "web_password", "web", "s2", Set.of()));
                        },
                        "RESTORE swarm: secret web_password changed",
                        "RESTORE swarm: service web_api uses something that changed"),
                of(
                        lab -> lab.objects.add(
                                new SwarmObject(SwarmObject.Kind.CONFIG, "g1", "web_more", "web", "g", Set.of())),
                        "REMOVE swarm: config web_more is not the lab's"),
                of(
                        lab -> {
                            lab.containers.clear();
                            lab.containers.add(
                                    new NodeContents.Container("c1", "web_api.1", "i1", "id-web_api", Set.of("data")));
                            lab.volumes.add("data");
                        },
                        "RESTORE swarm: service web_api has volumes, whose data may have changed",
                        "REMOVE worker01: volume data is not the lab's"),
                of(lab -> {
                    lab.restored = Restored.NOTHING.withFreshVolumes();
                    lab.containers.clear();
                    lab.containers.add(
                            new NodeContents.Container("c1", "web_api.1", "i1", "id-web_api", Set.of("data")));
                    lab.volumes.add("data");
                }));
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void finds_changes_of_stacks(Consumer<Lab> change, List<String> expected) {
        LabComparison comparison = withStack(change);

        assertThat(comparison.differences())
                .extracting(difference -> difference.cure() + " " + difference)
                .containsExactlyInAnyOrderElementsOf(expected);
        boolean mustDeploy = expected.stream().anyMatch(line -> line.startsWith("RESTORE"));
        assertThat(comparison.stacks()).isEqualTo(mustDeploy ? Set.of("web") : Set.of());
    }

    @Test
    void a_service_that_is_not_the_labs_is_removed_by_its_id() {
        Lab lab = new Lab();
        lab.service("web", "d", "n1");

        assertThat(lab.compared().differences()).extracting(Difference::id).containsExactly("id-web");
        assertThat(lab.compared().kept()).isEmpty();
    }
}

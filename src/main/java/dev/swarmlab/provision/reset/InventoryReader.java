package dev.swarmlab.provision.reset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swarmlab.engine.Engine.ExecResult;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineImage;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.image.RegistryCatalogue;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.lab.NodeContainer;
import dev.swarmlab.parallel.Threads;
import dev.swarmlab.plan.ImagePlan;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.plan.RegistryPlan;
import dev.swarmlab.provision.reset.LabInventory.DaemonInventory;
import dev.swarmlab.provision.reset.LabInventory.NodeInventory;
import dev.swarmlab.provision.reset.LabInventory.RegistryInventory;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.readiness.Patience;
import dev.swarmlab.swarm.NodeContents;
import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.SwarmContents;
import dev.swarmlab.swarm.SwarmMembership;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads what a lab consists of, from all nodes at the same time. A daemon that does not answer is no error. */
final class InventoryReader {

    /** A daemon that hangs keeps a request waiting for a minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Shorter than the time above. */
    private static final Duration START_TIME = Duration.ofSeconds(8);

    private static final String THREAD = "swarmlab-inventory";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final LabRun lab;
    private final Restored restored;

    InventoryReader(LabRun lab, Restored restored) {
        this.lab = lab;
        this.restored = restored;
    }

    LabInventory read() {
        Map<String, NodeInventory> nodes = new ConcurrentHashMap<>();
        List<SwarmContents> swarm = Collections.synchronizedList(new ArrayList<>());
        List<RegistryInventory> registry = Collections.synchronizedList(new ArrayList<>());
        List<Runnable> tasks = new ArrayList<>();
        lab.plan().nodes().forEach(node -> tasks.add(() -> nodes.put(node.name(), node(node))));
        tasks.add(() -> swarm().ifPresent(swarm::add));
        tasks.add(() -> registry.add(registry()));
        lab.parallel().allOrFirstFailure(tasks);
        return new LabInventory(nodes, swarm.stream().findFirst(), registry.get(0), cache());
    }

    private NodeInventory node(NodePlan node) {
        Optional<EngineContainer> existing = lab.observed().node(node.name());
        if (existing.isEmpty()) {
            return new NodeInventory(existing, List.of(), false, Optional.empty(), "");
        }
        EngineContainer container = existing.get();
        CompletableFuture<DaemonInventory> asked = container.isRunning()
                ? Threads.supply(THREAD, () -> daemon(node, container))
                : CompletableFuture.failedFuture(new EngineException(EngineException.UNREACHABLE, ""));
        boolean isKnown = restored.members().containsKey(container.id());
        List<String> changed = isKnown ? List.of() : changedFiles(node, container);
        boolean hasAuthority = isKnown || hasAuthority(container);
        try {
            return new NodeInventory(existing, changed, hasAuthority, Optional.of(inTime(asked)), "");
        } catch (EngineException silent) {
            return new NodeInventory(existing, changed, hasAuthority, Optional.empty(), silent.text());
        }
    }

    /**
     * To compare all files of the image is the slowest request of a comparison. The files of a container that this run
     * has created are those of a fresh node, whatever its image is.
     */
    private List<String> changedFiles(NodePlan node, EngineContainer container) {
        return container.label(Labels.RUN).equals(lab.id())
                ? List.of()
                : FreshFiles.changedByUser(lab.engine().changes(container.id()), node);
    }

    private boolean hasAuthority(EngineContainer container) {
        return lab.engine()
                .readFile(container.id(), NodeContainer.AUTHORITY_FILE)
                .map(pem -> new String(pem, StandardCharsets.UTF_8))
                .filter(lab.authority().toPem()::equals)
                .isPresent();
    }

    /** A daemon that was killed is started again by the engine, and gets the time for it. */
    private DaemonInventory daemon(NodePlan node, EngineContainer container) {
        NodeDaemon daemon = lab.daemon(node);
        Optional<SwarmMembership> known = Optional.ofNullable(restored.members().get(container.id()));
        try {
            return daemon(daemon, known);
        } catch (EngineException starting) {
            try {
                Await.until("the daemon of " + node.name(), Deadline.in(START_TIME), () -> {
                    daemon.ping();
                    return Answer.ready();
                });
            } catch (Failure failure) {
                throw starting;
            }
            return daemon(daemon, Optional.empty());
        }
    }

    private static DaemonInventory daemon(NodeDaemon daemon, Optional<SwarmMembership> known) {
        NodeContents contents = daemon.contents();
        return new DaemonInventory(
                known.orElseGet(daemon::membership),
                contents.containers(),
                contents.volumes(),
                contents.images(),
                contents.networks(),
                contents.buildCache());
    }

    private Optional<SwarmContents> swarm() {
        try {
            return Optional.of(inTime(Threads.supply(
                    THREAD, () -> lab.opened().poll(manager -> manager.swarm().read()))));
        } catch (EngineException nobodyAnswers) {
            return Optional.empty();
        }
    }

    /** @throws EngineException when there is no answer in time */
    private static <T> T inTime(CompletableFuture<T> answer) {
        try {
            return answer.get(Patience.scaled(PATIENCE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException exception) {
            throw EngineException.silent(EngineException.TOO_LATE, "no answer within " + PATIENCE.toSeconds() + " s");
        } catch (ExecutionException exception) {
            throw exception.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(exception.getCause());
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw Failure.of(FailureKind.INTERRUPTED, "interrupted").causedBy(exception);
        }
    }

    // The registry

    private RegistryInventory registry() {
        return restored.registry().orElseGet(this::askedRegistry);
    }

    private RegistryInventory askedRegistry() {
        Optional<EngineContainer> container = lab.observed().registry();
        if (container.filter(EngineContainer::isRunning).isEmpty()) {
            return new RegistryInventory(container, Set.of(), Map.of(), Map.of());
        }
        Map<String, String> digests = new ConcurrentHashMap<>();
        Map<String, List<String>> pushed = new ConcurrentHashMap<>();
        Set<String> images = new HashSet<>();
        List<Runnable> tasks = new ArrayList<>();
        tasks.add(() -> images.addAll(images(container.get())));
        for (ImagePlan image : lab.plan().images()) {
            tasks.add(() -> digest(image).ifPresent(digest -> digests.put(image.nodeReference(), digest)));
            tasks.add(() -> pushed.put(image.nodeReference(), pushedDigests(image)));
        }
        lab.parallel().allOrFirstFailure(tasks);
        return new RegistryInventory(container, images, digests, pushed);
    }

    private Optional<EngineContainer> cache() {
        return lab.observed().cache().filter(EngineContainer::isRunning).filter(cache -> cache.addresses()
                .containsKey(lab.plan().network().name()));
    }

    private Optional<EngineContainer> runningNode() {
        return lab.observed().nodes().stream()
                .filter(EngineContainer::isRunning)
                .findFirst();
    }

    private Optional<String> digest(ImagePlan image) {
        try {
            return runningNode()
                    .flatMap(node -> inTime(Threads.supply(
                            THREAD, () -> lab.opened().daemon(node).images().registryDigest(image.nodeReference()))));
        } catch (EngineException silent) {
            return Optional.empty();
        }
    }

    /** From this command, or else from the engine's copy of the image that was pushed last. */
    private List<String> pushedDigests(ImagePlan image) {
        String now = restored.pushed().get(image.nodeReference());
        if (now != null) {
            return List.of(now);
        }
        RegistryPlan registry = lab.plan().registry();
        return lab
                .engine()
                .image(image.pushReference(registry))
                .map(EngineImage::repositoryDigests)
                .orElse(List.of())
                .stream()
                .map(digest -> digest.substring(digest.indexOf('@') + 1))
                .toList();
    }

    private List<String> images(EngineContainer registry) {
        return lab.engine().isLocal()
                ? RegistryCatalogue.read(Integer.parseInt(registry.label(Labels.PORT)))
                : imagesFromNode();
    }

    /** A node reaches the registry of an engine on another host. */
    private List<String> imagesFromNode() {
        List<String> images = new ArrayList<>();
        for (JsonNode repository : fromNode("_catalog?n=1000").path("repositories")) {
            String name = repository.asText();
            fromNode(name + "/tags/list").path("tags").forEach(tag -> images.add(name + ":" + tag.asText()));
        }
        return images;
    }

    private JsonNode fromNode(String path) {
        Optional<EngineContainer> node = runningNode();
        if (node.isEmpty()) {
            return JSON.missingNode();
        }
        String address = "http://" + RegistryPlan.NODE_ADDRESS + "/v2/" + path;
        ExecResult result =
                lab.engine().execute(node.get().id(), List.of("wget", "-qO-", address), Deadline.in(PATIENCE));
        try {
            return JSON.readTree(result.output());
        } catch (JsonProcessingException noAnswer) {
            return JSON.missingNode();
        }
    }
}

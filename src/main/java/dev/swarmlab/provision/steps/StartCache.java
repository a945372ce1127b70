package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.ContainerSpecification;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineImage;
import dev.swarmlab.engine.KnownMessage;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.CacheContainer;
import dev.swarmlab.lab.EnsureContainer;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.plan.CachePlan;
import dev.swarmlab.plan.LabNames;
import dev.swarmlab.plan.RegistryPlan;
import dev.swarmlab.plan.Role;
import dev.swarmlab.progress.Step;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Creates the lab's pull-through cache, or starts the existing one, and waits until it answers. For a student's lab, the
 * cache of the class is connected to the lab's network.
 */
public final class StartCache implements Runnable {

    /** A cache asks its upstream registry when it starts, and ends when there is no answer. */
    private static final Duration START_TIME = Duration.ofSeconds(30);

    private static final int LOG_LINES = 20;
    private static final int LONGEST_REASON = 400;

    private final LabRun lab;
    private final CachePlan cache;

    public StartCache(LabRun lab, CachePlan cache) {
        this.lab = lab;
        this.cache = cache;
    }

    @Override
    public void run() {
        lab.progress().during(Step.REGISTRY, LabNames.CACHE, () -> {
            if (lab.plan().ownsRegistry()) {
                startOrCreate();
            } else {
                connect();
            }
            awaitAnswer();
            return "for " + cache.upstream();
        });
    }

    private void connect() {
        EngineContainer ofClass;
        try {
            ofClass = lab.engine().container(cache.container());
        } catch (EngineException exception) {
            throw exception.isNotFound() ? missing(exception) : exception;
        }
        ConnectRegistry.connect(lab, ofClass, cache.address(), LabNames.CACHE);
    }

    private Failure missing(EngineException exception) {
        return Failure.of(FailureKind.FAILED, "the class has no container named " + cache.container())
                .because("it was removed")
                .advise("Create it again with the command that created the class.")
                .causedBy(exception);
    }

    /** The volume is kept, except when the cache gets another upstream: an image of the former one is another image. */
    private void startOrCreate() {
        EnsureContainer container = new EnsureContainer(lab.engine());
        Optional<EngineContainer> existing = lab.observed().ownCache();
        String network = lab.plan().network().name();
        String digest = CacheContainer.digest(cache, network);
        if (existing.isPresent() && existing.get().label(Labels.SPECIFICATION).equals(digest)) {
            container.startIfStopped(existing.get());
            return;
        }
        existing.ifPresent(this::remove);
        Map<String, String> labels = new HashMap<>(lab.labels(Role.CACHE, LabNames.CACHE, 0, digest));
        labels.remove(Labels.PORT); // it publishes none
        container.create(specification(network, labels), cache.volume(), lab.outboundFiles());
        existing.ifPresent(this::connectAgain);
    }

    private ContainerSpecification specification(String network, Map<String, String> labels) {
        String image = lab.actualImage(cache.image());
        Optional<EngineImage> found = lab.hasProxies() ? lab.engine().image(image) : Optional.empty();
        return found.map(known -> CacheContainer.behindProxy(cache, image, known, network, labels))
                .orElseGet(() -> CacheContainer.specification(cache, image, network, labels));
    }

    private void remove(EngineContainer former) {
        lab.engine().removeContainer(former.id());
        if (!former.label(Labels.UPSTREAM).equals(cache.upstream().toString())) {
            lab.engine().removeVolume(cache.volume());
        }
    }

    /** The cache of a class is in the networks of its labs. The engine does not report the addresses of a stopped one. */
    private void connectAgain(EngineContainer former) {
        former.addresses().forEach((network, address) -> {
            boolean isOther = !network.equals(lab.plan().network().name());
            if (isOther && !address.isEmpty()) {
                lab.engine().connect(network, cache.container(), address, LabNames.CACHE);
            }
        });
    }

    /** Until then, nodes would pull from Docker Hub itself. */
    private void awaitAnswer() {
        Deadline deadline = lab.deadline().atMost(START_TIME);
        try {
            Await.until("the cache of " + cache.upstream(), deadline, this::answer);
        } catch (Failure failure) {
            throw failure.kind() == FailureKind.INTERRUPTED ? failure : silent(failure);
        }
    }

    private Answer answer() {
        List<String> question = List.of("wget", "-q", "-O", "-", "http://127.0.0.1:" + RegistryPlan.PORT + "/v2/");
        int exitCode = lab.engine()
                .execute(cache.container(), question, lab.deadline().atMost(START_TIME))
                .exitCode();
        return Answer.readyIf(exitCode == 0, "it does not answer yet");
    }

    private Failure silent(Failure failure) {
        FailureKind kind = lab.deadline().isPast() ? FailureKind.TIMED_OUT : FailureKind.FAILED;
        return Failure.of(kind, "the pull-through cache of " + cache.upstream() + " does not start")
                .because(lastError(failure))
                .advise("Check that the engine's host reaches this registry, and that `registry.mirror` in the lab file"
                        + " is its URL. Or remove the key: then nodes pull images from Docker Hub itself.")
                .causedBy(failure);
    }

    private String lastError(Failure failure) {
        List<String> lines = lab.engine()
                .logs(cache.container(), LOG_LINES)
                .lines()
                .filter(line -> line.contains("panic") || KnownMessage.LOG_FATAL.isIn(line))
                .toList();
        String error =
                lines.isEmpty() ? String.valueOf(failure.reason()) : "from its log: " + lines.get(lines.size() - 1);
        return error.length() > LONGEST_REASON ? error.substring(0, LONGEST_REASON) + "…" : error;
    }
}

package dev.swarmlab.diagnostics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineEvent;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.LabStatus;
import dev.swarmlab.lab.Origin;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.parallel.Threads;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.report.Output;
import dev.swarmlab.report.OutputFormat;
import dev.swarmlab.swarm.SwarmView;
import dev.swarmlab.view.LabView;
import dev.swarmlab.view.LabViewBuilder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Collects what is needed to understand or report a problem of a lab: its lab file, the state and log of each node, and
 * each node's view of the swarm. {@link Redaction} removes secrets. An error while one file is collected is written
 * into this file and does not stop the others.
 */
public final class Diagnostics {

    /** The time for one file, which may need several requests. */
    private static final Duration FILE_LIMIT = Duration.ofSeconds(20);

    private static final Duration EVENTS_TIME = Duration.ofHours(1);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Engine engine;
    private final Parallel parallel;
    private final DiagnosticsContext context;

    public Diagnostics(Engine engine, Parallel parallel, DiagnosticsContext context) {
        this.engine = engine;
        this.parallel = parallel;
        this.context = context;
    }

    /** The content of a file, or an error instead of it. */
    private record Content(String text, boolean available) {}

    /**
     * Collects the diagnostics of a lab.
     *
     * @param origin the lab file; empty when it is not known
     * @param deadline for all files; each file gets at most 20 seconds of it
     * @throws Failure of kind {@link FailureKind#INTERRUPTED} only
     */
    public CollectedFiles collect(LabResources lab, Optional<Origin> origin, Deadline deadline) {
        return collect(lab, origin, deadline, List.of());
    }

    /** As {@link #collect(LabResources, Optional, Deadline)}, with a file about the failure of a command. */
    public CollectedFiles collect(LabResources lab, Optional<Origin> origin, Deadline deadline, Failure failure) {
        DiagnosticFile file = new DiagnosticFile(
                "failure.txt", "the error of the command, with a stack trace", () -> describe(failure));
        return collect(lab, origin, deadline, List.of(file));
    }

    private CollectedFiles collect(
            LabResources lab, Optional<Origin> origin, Deadline deadline, List<DiagnosticFile> first) {
        Optional<String> labFile = origin.map(Origin::text);
        List<DiagnosticFile> ofLab = new ArrayList<>(first);
        ofLab.addAll(filesOf(lab, labFile));
        ofLab.addAll(context.files().apply(engine, origin));
        List<List<DiagnosticFile>> groups =
                new ArrayList<>(ofLab.stream().map(List::of).toList());
        lab.containers().forEach(container -> groups.add(NodeFiles.of(engine, container, deadline)));
        Redaction redaction = Redaction.of(lab.name(), labFile.orElse(""), context.environment());
        Map<String, Content> collected = new ConcurrentHashMap<>();
        parallel.allWithEveryFailure(groups.stream()
                .map(group -> (Runnable) () -> group.forEach(file -> {
                    Content content = content(file, deadline);
                    collected.put(file.name(), new Content(redaction.apply(content.text()), content.available()));
                }))
                .toList());
        return collected(lab.name(), ofLab, collected);
    }

    private static CollectedFiles collected(String lab, List<DiagnosticFile> ofLab, Map<String, Content> collected) {
        TreeMap<String, String> files = new TreeMap<>();
        collected.forEach((name, content) -> files.put(name, content.text()));
        List<String> unavailable = collected.entrySet().stream()
                .filter(file -> !file.getValue().available())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        files.put(FileList.NAME, FileList.of(lab, ofLab, unavailable));
        return new CollectedFiles(lab, files, unavailable);
    }

    private List<DiagnosticFile> filesOf(LabResources lab, Optional<String> labFile) {
        return List.of(
                new DiagnosticFile(
                        "lab-file.yml",
                        "the lab file as written, before variables are substituted",
                        () -> labFile.orElseThrow(() ->
                                Failure.of(FailureKind.FAILED, "the engine has no lab file of the lab " + lab.name()))),
                new DiagnosticFile(
                        "status.json",
                        "the nodes, the registry and the ports, as swarmlab status prints them",
                        () -> json(new LabStatus(engine, parallel).report(lab))),
                new DiagnosticFile(
                        "swarm.json",
                        "the nodes, services, tasks and networks of the swarm, as the dashboard shows them",
                        () -> json(swarm(lab, labFile.orElse("")))),
                new DiagnosticFile(
                        "swarm-events.json",
                        "the events of the swarm in the last hour, as far as a manager still knows them",
                        () -> json(swarmEvents(lab))),
                new DiagnosticFile(
                        "events.json",
                        "the events of the lab's containers, network and volumes in the last hour, as far as the"
                                + " engine still knows them",
                        () -> json(LabEvents.of(lab, engine.events(EVENTS_TIME)))),
                new DiagnosticFile(
                        "engine.json", "the engine that carries the lab, and its host", () -> json(engine.info())));
    }

    private static String json(Object data) {
        return Output.of(OutputFormat.JSON, data, () -> "");
    }

    private List<EngineEvent> swarmEvents(LabResources lab) {
        try (LabClient client = LabClient.of(engine, lab)) {
            return client.ask(manager -> manager.events(EVENTS_TIME));
        }
    }

    /** The view as the dashboard sends it. For a lab that does not answer, its nodes and the error. */
    private JsonNode swarm(LabResources lab, String labFile) {
        LabView view;
        try (LabClient client = LabClient.of(engine, lab)) {
            view = client.labView();
        } catch (Failure | EngineException exception) {
            SwarmView nothing = new SwarmView(List.of(), List.of(), List.of());
            view = new LabViewBuilder(lab.name())
                    .build(nothing, List.of(), lab.nodes(), String.valueOf(exception.getMessage()));
        }
        JsonNode json = JSON.valueToTree(view);
        if (Redaction.hasVariables(labFile)) {
            json.path("nodes").forEach(node -> withoutUnknownValues(node.path("labels"), labFile));
        }
        return json;
    }

    /** A label that is not in the lab file may be the value of a variable, which may be unknown on this machine. */
    private static void withoutUnknownValues(JsonNode labels, String labFile) {
        if (labels instanceof ObjectNode byName) {
            labels.properties().stream()
                    .filter(label -> !labFile.contains(label.getValue().asText()))
                    .map(Map.Entry::getKey)
                    .toList()
                    .forEach(label -> byName.put(label, Redaction.REMOVED));
        }
    }

    private static Content content(DiagnosticFile file, Deadline deadline) {
        try {
            return new Content(within(deadline.atMost(FILE_LIMIT), file.content()), true);
        } catch (ExecutionException exception) {
            Throwable cause = exception.getCause() == null ? exception : exception.getCause();
            String message = cause.getMessage();
            return unavailable(message == null ? cause.toString() : message);
        } catch (TimeoutException exception) {
            return unavailable("no answer in time");
        }
    }

    private static Content unavailable(String reason) {
        return new Content("not available: " + reason + "\n", false);
    }

    /** Not every request ends at a deadline, so the caller stops waiting for it. */
    private static String within(Deadline deadline, Supplier<String> source)
            throws ExecutionException, TimeoutException {
        if (deadline.isPast()) {
            throw new TimeoutException();
        }
        CompletableFuture<String> answer = Threads.supply("swarmlab-diagnostics", source);
        try {
            return answer.get(deadline.left().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw Failure.of(FailureKind.INTERRUPTED, "interrupted").causedBy(exception);
        }
    }

    private static String describe(Failure failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return failure.getMessage() + "\n\n" + text;
    }
}

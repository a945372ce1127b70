package dev.swarmlab.diagnostics;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.Engine.ExecResult;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files about one container of a lab: a node, the registry or the pull-through cache. */
final class NodeFiles {

    /** The most lines of a log, the newest. */
    private static final int LOG_LINES = 2_000;

    /** The most characters of a log. */
    private static final int LOG_LENGTH = 1_000_000;

    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(10);

    private static final String LOG = ".log";
    private static final String STATE = ".state.txt";

    /** A command that is executed in every running node. */
    private record NodeCommand(String file, String description, List<String> command) {}

    private static final List<NodeCommand> COMMANDS = List.of(
            new NodeCommand(".docker-info.txt", "docker info", List.of("docker", "info")),
            new NodeCommand(".node-ls.txt", "docker node ls", List.of("docker", "node", "ls")),
            new NodeCommand(".service-ls.txt", "docker service ls", List.of("docker", "service", "ls")),
            new NodeCommand(
                    ".tasks.txt",
                    "docker service ps --no-trunc, for all services",
                    List.of(
                            "sh",
                            "-c",
                            "services=$(docker service ls --quiet) || exit;"
                                    + " [ -z \"$services\" ] || docker service ps --no-trunc $services")),
            new NodeCommand(".networks.txt", "docker network ls", List.of("docker", "network", "ls", "--no-trunc")));

    private NodeFiles() {}

    /** The descriptions of the files, by what follows the node's name in their names. */
    static Map<String, String> descriptions() {
        Map<String, String> descriptions = new LinkedHashMap<>();
        descriptions.put(LOG, "the newest " + LOG_LINES + " lines of the container's log");
        descriptions.put(STATE, "the state of the container");
        COMMANDS.forEach(command -> descriptions.put(command.file(), "output of " + command.description()));
        return descriptions;
    }

    static List<DiagnosticFile> of(Engine engine, EngineContainer container, Deadline deadline) {
        String node = container.label(Labels.NODE);
        List<DiagnosticFile> files = new ArrayList<>();
        files.add(new DiagnosticFile(
                node + STATE, "", () -> engine.container(container.id()).status() + "\n"));
        files.add(new DiagnosticFile(node + LOG, "", () -> newest(engine.logs(container.id(), LOG_LINES))));
        if (container.isRunning() && LabResources.isNode(container)) {
            for (NodeCommand command : COMMANDS) {
                files.add(new DiagnosticFile(
                        node + command.file(),
                        "",
                        () -> withoutLabelValues(text(
                                engine.execute(container.id(), command.command(), deadline.atMost(COMMAND_LIMIT))))));
            }
        }
        return files;
    }

    private static String newest(String log) {
        if (log.length() <= LOG_LENGTH) {
            return log;
        }
        int start = log.length() - LOG_LENGTH;
        return "(older lines are left out)\n" + log.substring(Math.max(start, log.indexOf('\n', start) + 1));
    }

    /** A worker refuses the commands for managers: its error message belongs to the diagnostics too. */
    private static String text(ExecResult result) {
        return result.output() + (result.exitCode() == 0 ? "" : "(exit code " + result.exitCode() + ")\n");
    }

    /** Replaces the values in the section {@code Labels} of {@code docker info}. The lab file may set them. */
    private static String withoutLabelValues(String info) {
        StringBuilder text = new StringBuilder();
        int labels = -1;
        for (String line : info.split("(?<=\n)")) {
            int indent = line.length() - line.stripLeading().length();
            labels = indent > labels ? labels : -1;
            int value = line.indexOf('=');
            text.append(labels >= 0 && value >= 0 ? line.substring(0, value + 1) + Redaction.REMOVED + "\n" : line);
            labels = line.strip().equals("Labels:") ? indent : labels;
        }
        return text.toString();
    }
}

package dev.swarmlab.graph;

import dev.swarmlab.view.LabView;
import dev.swarmlab.view.NetworkView;
import dev.swarmlab.view.NodeView;
import dev.swarmlab.view.ServiceView;
import dev.swarmlab.view.TaskView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Writes a lab as a Mermaid flowchart, in which each node is a subgraph with its tasks. */
final class MermaidFlowchart {

    private static final String DASHES = ",stroke-width:2px,stroke-dasharray:4 3";
    private static final String CARD = fill(Theme.CARD, Theme.BORDER, Theme.FOREGROUND);

    private final LabView lab;
    private final TaskNames names;
    private final StringBuilder text = new StringBuilder();
    private final List<String> row = new ArrayList<>();
    private final Map<String, String> styleClasses = new TreeMap<>();
    private int boxes;

    private MermaidFlowchart(LabView lab) {
        this.lab = lab;
        names = new TaskNames(lab);
    }

    static String of(LabView lab) {
        return new MermaidFlowchart(lab).write();
    }

    /** In the direction LR, Mermaid puts the last row at the top. So the rows are written in reverse order. */
    private String write() {
        line("flowchart LR");
        legend();
        List<NodeView> nodes = lab.sortedNodes();
        int columns = Grid.columns(nodes.size());
        for (int number = nodes.size() - 1; number >= 0; number--) {
            if (number % columns == 0) {
                nodes(nodes, number, Math.min(number + columns, nodes.size()));
            }
        }
        styleClasses.forEach((name, style) -> line("  classDef " + name + " " + style));
        return text.toString();
    }

    private void legend() {
        if (!lab.waitingTasks().isEmpty()) {
            open("waiting", "waiting for a node");
            lab.waitingTasks().forEach(task -> task(task, false));
            close(CARD);
        }
        if (!lab.services().isEmpty()) {
            open("services", "services");
            lab.sortedServices().forEach(this::service);
            close(CARD);
        }
        if (!lab.networks().isEmpty()) {
            open("networks", "overlay networks");
            lab.networks().values().stream().sorted(NetworkLine.ORDER).forEach(this::network);
            close(CARD);
        }
        endRow();
    }

    private void nodes(List<NodeView> nodes, int first, int end) {
        for (int number = first; number < end; number++) {
            NodeView node = nodes.get(number);
            NodeStatus status = NodeStatus.of(node);
            open("node" + number, node.name() + " · " + NodeCard.role(node) + " · " + status.text());
            labels(node);
            tasks(lab.tasksOn(node), task -> TaskNames.isRunning(task, node));
            close(status.isUnavailable() ? fill(Theme.BACKGROUND, Theme.BAD, Theme.FOREGROUND) + DASHES : CARD);
        }
        endRow();
    }

    private void labels(NodeView node) {
        if (!node.labels().isEmpty()) {
            box(plain(), node.labels().entrySet().stream().map(NodeCard::label).toArray(String[]::new));
        }
    }

    private void tasks(List<TaskView> tasks, Predicate<TaskView> isRunning) {
        if (tasks.isEmpty()) {
            box(plain(), "no tasks");
        }
        tasks.forEach(task -> task(task, isRunning.test(task)));
    }

    private void task(TaskView task, boolean isRunning) {
        Palette.Colour colour = names.colour(task);
        box(isRunning ? filled(colour) : framed(colour), names.shortName(task));
    }

    private void service(ServiceView service) {
        String ports = String.join(", ", service.ports());
        box(filled(Palette.of(service.colour())), service.name() + " " + service.count(), ports);
    }

    private void network(NetworkView network) {
        box(plain(), network.name(), NetworkLine.properties(network));
    }

    private String filled(Palette.Colour colour) {
        String code = colour.code();
        return styleClass(
                "is" + code.substring(1), fill(code, code, colour.textColour().code()));
    }

    /** For a task that does not run. */
    private String framed(Palette.Colour colour) {
        String code = colour.code();
        return styleClass("not" + code.substring(1), fill(Theme.BACKGROUND, code, Theme.FOREGROUND) + DASHES);
    }

    private String plain() {
        return styleClass("plain", fill(Theme.BACKGROUND, Theme.BORDER, Theme.MUTED));
    }

    private static String fill(String fill, String stroke, String textColour) {
        return "fill:" + fill + ",stroke:" + stroke + ",color:" + textColour;
    }

    /** Adds a style class, which is defined at the end of the flowchart, and returns its name. */
    private String styleClass(String name, String style) {
        styleClasses.put(name, style);
        return name;
    }

    private void open(String id, String title) {
        line("  subgraph " + id + "[\"" + MermaidLabel.of(title) + "\"]");
        line("    direction LR");
        row.add(id);
    }

    private void close(String style) {
        line("  end");
        line("  style " + row.get(row.size() - 1) + " " + style);
    }

    /** Puts the subgraphs written since the last call into one row, with invisible links. */
    private void endRow() {
        if (row.size() > 1) {
            line("  " + String.join(" ~~~ ", row));
        }
        row.clear();
    }

    private void box(String style, String... lines) {
        line("    box" + boxes++ + "[\"" + MermaidLabel.of(lines) + "\"]:::" + style);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}

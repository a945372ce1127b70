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

/** A lab as text that GitHub and others draw: a flowchart in which nodes are subgraphs. */
final class MermaidFlowchart {

    private static final String DASHES = ",stroke-width:2px,stroke-dasharray:4 3";
    private static final String CARD = fill(Theme.CARD, Theme.LINE, Theme.DARK);

    private final LabView lab;
    private final TaskNames names;
    private final StringBuilder text = new StringBuilder();
    private final List<String> row = new ArrayList<>();
    private final Map<String, String> looks = new TreeMap<>();
    private int boxes;

    private MermaidFlowchart(LabView lab) {
        this.lab = lab;
        names = new TaskNames(lab);
    }

    static String of(LabView lab) {
        return new MermaidFlowchart(lab).write();
    }

    /** What has no links is below each other in this direction, and Mermaid puts on top what it has read last. */
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
        looks.forEach((name, look) -> line("  classDef " + name + " " + look));
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
            NodeStatus condition = NodeStatus.of(node);
            open("node" + number, node.name() + " · " + NodeCard.role(node) + " · " + condition.words());
            labels(node);
            tasks(lab.tasksOn(node), task -> TaskNames.runs(task, node));
            close(condition.isAway() ? fill(Theme.PAPER, Theme.BAD, Theme.DARK) + DASHES : CARD);
        }
        endRow();
    }

    private void labels(NodeView node) {
        if (!node.labels().isEmpty()) {
            box(plain(), node.labels().entrySet().stream().map(NodeCard::label).toArray(String[]::new));
        }
    }

    private void tasks(List<TaskView> tasks, Predicate<TaskView> runs) {
        if (tasks.isEmpty()) {
            box(plain(), "no tasks");
        }
        tasks.forEach(task -> task(task, runs.test(task)));
    }

    private void task(TaskView task, boolean runs) {
        Palette.Colour colour = names.colour(task);
        box(runs ? filled(colour) : framed(colour), names.brief(task));
    }

    private void service(ServiceView service) {
        String ports = String.join(", ", service.ports());
        box(filled(Palette.of(service.colour())), service.name() + " " + service.count(), ports);
    }

    private void network(NetworkView network) {
        box(plain(), network.name(), NetworkLine.facts(network));
    }

    private String filled(Palette.Colour colour) {
        String code = colour.code();
        return look("is" + code.substring(1), fill(code, code, colour.ink().code()));
    }

    /** For what doesn't run. */
    private String framed(Palette.Colour colour) {
        String code = colour.code();
        return look("not" + code.substring(1), fill(Theme.PAPER, code, Theme.DARK) + DASHES);
    }

    private String plain() {
        return look("plain", fill(Theme.PAPER, Theme.LINE, Theme.MUTED));
    }

    private static String fill(String fill, String frame, String ink) {
        return "fill:" + fill + ",stroke:" + frame + ",color:" + ink;
    }

    /** @return the name, to be used for boxes; what it means is written at the end */
    private String look(String name, String look) {
        looks.put(name, look);
        return name;
    }

    private void open(String id, String title) {
        line("  subgraph " + id + "[\"" + MermaidLabel.of(title) + "\"]");
        line("    direction LR");
        row.add(id);
    }

    private void close(String look) {
        line("  end");
        line("  style " + row.get(row.size() - 1) + " " + look);
    }

    /** Puts what was written since the last end beside each other, with links that nobody sees. */
    private void endRow() {
        if (row.size() > 1) {
            line("  " + String.join(" ~~~ ", row));
        }
        row.clear();
    }

    private void box(String look, String... lines) {
        line("    box" + boxes++ + "[\"" + MermaidLabel.of(lines) + "\"]:::" + look);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}

package dev.swarmlab.graph;

import dev.swarmlab.view.LabView;
import dev.swarmlab.view.NetworkView;
import dev.swarmlab.view.NodeView;
import dev.swarmlab.view.ServiceView;
import dev.swarmlab.view.TaskView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Draws a lab as SVG, on a light background, so that it can be read on light and on dark pages. */
public final class LabDrawing {

    /** Fits the usual width of a page. All lengths are in SVG user units. */
    private static final int WIDTH = 900;

    private static final int MARGIN = 24;
    private static final int INNER_WIDTH = WIDTH - 2 * MARGIN;
    private static final int GAP = 12;
    private static final int BEFORE_HEADING = 24;
    private static final int MANY_TASKS = 120;

    /** Without spaces after the commas: JSVG would take them as a part of the names. */
    private static final String FONTS = "system-ui,-apple-system,'Segoe UI',sans-serif";

    private final LabView lab;
    private final TaskNames names;
    private final Chip.Size size;
    private final List<Part> parts = new ArrayList<>();

    /** @param space the space above it */
    private record Part(int space, Component component) {}

    private LabDrawing(LabView lab) {
        this.lab = lab;
        names = new TaskNames(lab);
        size = lab.tasks().size() > MANY_TASKS ? Chip.Size.DENSE : Chip.Size.NORMAL;
    }

    public static String svg(LabView lab) {
        LabDrawing drawing = new LabDrawing(lab);
        drawing.addParts();
        return drawing.draw();
    }

    private void addParts() {
        add(0, line(lab.name(), Theme.TITLE));
        add(4, line(summary(), Theme.TEXT));
        if (!lab.problem().isEmpty()) {
            add(4, line(lab.problem(), Theme.TEXT.withColour(Theme.BAD)));
        }
        nodes();
        waiting();
        services();
        networks();
    }

    private void nodes() {
        List<NodeView> nodes = lab.sortedNodes();
        int columns = Grid.columns(nodes.size());
        int width = Grid.columnWidth(INNER_WIDTH, columns, GAP);
        List<NodeCard> cards = nodes.stream()
                .map(node -> new NodeCard(node, lab.tasksOn(node), names, width, size))
                .toList();
        add(16, new Grid(columns, width, GAP, GAP, cards));
    }

    private void waiting() {
        Map<String, List<TaskView>> byReason = lab.waitingTasks().stream()
                .collect(Collectors.groupingBy(TaskView::error, LinkedHashMap::new, Collectors.toList()));
        if (!byReason.isEmpty()) {
            heading("Waiting for a node");
            byReason.forEach((reason, tasks) -> add(10, new WaitingTasks(reason, tasks, names, INNER_WIDTH, size)));
        }
    }

    private void services() {
        heading("Services");
        Map<String, List<ServiceView>> byStack = lab.sortedServices().stream()
                .collect(Collectors.groupingBy(ServiceView::stack, LinkedHashMap::new, Collectors.toList()));
        if (byStack.isEmpty()) {
            add(8, line("none", Theme.TEXT));
        }
        int columns = Math.max(1, Math.min(3, byStack.size()));
        int width = Grid.columnWidth(INNER_WIDTH, columns, MARGIN);
        List<StackCard> cards = byStack.entrySet().stream()
                .map(stack -> new StackCard(stack.getKey(), stack.getValue(), width))
                .toList();
        add(8, new Grid(columns, width, MARGIN, 16, cards));
    }

    private void networks() {
        if (lab.networks().isEmpty()) {
            return;
        }
        heading("Overlay networks");
        int width = Grid.columnWidth(INNER_WIDTH, 3, MARGIN);
        List<NetworkLine> lines = lab.networks().values().stream()
                .sorted(NetworkLine.ORDER)
                .map(network -> new NetworkLine(network, servicesOn(network), width))
                .toList();
        add(10, new Grid(3, width, MARGIN, 10, lines));
    }

    private List<ServiceView> servicesOn(NetworkView network) {
        return lab.sortedServices().stream()
                .filter(service -> service.networks().contains(network.name()))
                .toList();
    }

    private void heading(String text) {
        add(BEFORE_HEADING, line(text, Theme.HEADING));
    }

    private static TextLine line(String text, TextStyle style) {
        return new TextLine(text, style, INNER_WIDTH);
    }

    private void add(int space, Component component) {
        parts.add(new Part(space, component));
    }

    private String summary() {
        long running =
                lab.services().values().stream().mapToLong(ServiceView::running).sum();
        return String.join(
                " · ",
                counted(lab.nodes().size(), "node"),
                counted(lab.services().size(), "service"),
                counted(running, "running task"));
    }

    private static String counted(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private String draw() {
        int height = 2 * MARGIN
                + parts.stream()
                        .mapToInt(part -> part.space() + part.component().height())
                        .sum();
        SvgWriter svg = new SvgWriter();
        svg.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "width",
                WIDTH,
                "height",
                height,
                "viewBox",
                "0 0 " + WIDTH + " " + height,
                "role",
                "img",
                "font-family",
                FONTS);
        svg.title(List.of("Docker Swarm lab " + lab.name()));
        svg.textElement("desc", description());
        svg.rectangle(0, 0, WIDTH, height, 12, Theme.BACKGROUND, Theme.BORDER, false);
        int y = MARGIN;
        for (Part part : parts) {
            y += part.space();
            part.component().draw(svg, MARGIN, y, part.component().height());
            y += part.component().height();
        }
        return svg.close().document();
    }

    /** The content as text, for screen readers. */
    private String description() {
        return summary() + ". "
                + lab.sortedNodes().stream()
                        .map(node -> node.name() + ", " + NodeCard.role(node) + ", "
                                + NodeStatus.of(node).text() + ": " + tasksOn(node))
                        .collect(Collectors.joining("; "))
                + ".";
    }

    private String tasksOn(NodeView node) {
        List<TaskView> tasks = lab.tasksOn(node);
        return tasks.isEmpty() ? "no tasks" : tasks.stream().map(TaskView::name).collect(Collectors.joining(", "));
    }
}

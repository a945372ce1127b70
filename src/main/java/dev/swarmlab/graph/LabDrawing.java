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

/** A lab as SVG, on a card of its own, so that it can be read on light and on dark pages. */
public final class LabDrawing {

    /** As wide as a page shows it. */
    private static final int WIDTH = 900;

    private static final int MARGIN = 24;
    private static final int INSIDE = WIDTH - 2 * MARGIN;
    private static final int GAP = 12;
    private static final int BEFORE_HEADING = 24;
    private static final int MANY_TASKS = 120;

    /** Without blanks: JSVG takes them for a part of the names. */
    private static final String FONTS = "system-ui,-apple-system,'Segoe UI',sans-serif";

    private final LabView lab;
    private final TaskNames names;
    private final Chip.Size size;
    private final List<Part> parts = new ArrayList<>();

    /** @param space above it */
    private record Part(int space, Component block) {}

    private LabDrawing(LabView lab) {
        this.lab = lab;
        names = new TaskNames(lab);
        size = lab.tasks().size() > MANY_TASKS ? Chip.Size.DENSE : Chip.Size.NORMAL;
    }

    public static String svg(LabView lab) {
        LabDrawing drawing = new LabDrawing(lab);
        drawing.layOut();
        return drawing.draw();
    }

    private void layOut() {
        add(0, words(lab.name(), Theme.HUGE));
        add(4, words(summary(), Theme.TEXT));
        if (!lab.problem().isEmpty()) {
            add(4, words(lab.problem(), Theme.TEXT.in(Theme.BAD)));
        }
        nodes();
        waiting();
        services();
        networks();
    }

    private void nodes() {
        List<NodeView> nodes = lab.sortedNodes();
        int columns = Grid.columns(nodes.size());
        int width = Grid.columnWidth(INSIDE, columns, GAP);
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
            byReason.forEach((reason, tasks) -> add(10, new WaitingTasks(reason, tasks, names, INSIDE, size)));
        }
    }

    private void services() {
        heading("Services");
        Map<String, List<ServiceView>> byStack = lab.sortedServices().stream()
                .collect(Collectors.groupingBy(ServiceView::stack, LinkedHashMap::new, Collectors.toList()));
        if (byStack.isEmpty()) {
            add(8, words("none", Theme.TEXT));
        }
        int columns = Math.max(1, Math.min(3, byStack.size()));
        int width = Grid.columnWidth(INSIDE, columns, MARGIN);
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
        int width = Grid.columnWidth(INSIDE, 3, MARGIN);
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

    private void heading(String words) {
        add(BEFORE_HEADING, words(words, Theme.HEADING));
    }

    private static TextLine words(String words, TextStyle style) {
        return new TextLine(words, style, INSIDE);
    }

    private void add(int space, Component block) {
        parts.add(new Part(space, block));
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

    private static String counted(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    private String draw() {
        int height = 2 * MARGIN
                + parts.stream()
                        .mapToInt(part -> part.space() + part.block().height())
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
        svg.title(List.of("The Docker Swarm lab " + lab.name()));
        svg.words("desc", description());
        svg.box(0, 0, WIDTH, height, 12, Theme.PAPER, Theme.LINE, false);
        int y = MARGIN;
        for (Part part : parts) {
            y += part.space();
            part.block().draw(svg, MARGIN, y, part.block().height());
            y += part.block().height();
        }
        return svg.close().text();
    }

    /** The picture for those who don't see it. */
    private String description() {
        return summary() + ". "
                + lab.sortedNodes().stream()
                        .map(node -> node.name() + ", " + NodeCard.role(node) + ", "
                                + NodeStatus.of(node).words() + ": " + tasksOn(node))
                        .collect(Collectors.joining("; "))
                + ".";
    }

    private String tasksOn(NodeView node) {
        List<TaskView> tasks = lab.tasksOn(node);
        return tasks.isEmpty() ? "no tasks" : tasks.stream().map(TaskView::name).collect(Collectors.joining(", "));
    }
}

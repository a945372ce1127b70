package dev.swarmlab.graph;

import dev.swarmlab.view.NodeView;
import dev.swarmlab.view.TaskView;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A node with its role, state, labels and tasks. */
final class NodeCard implements Component {

    private static final int PADDING = 12;
    private static final int HEADER = 50;
    private static final int GAP = 8;

    private final NodeView node;
    private final NodeStatus status;
    private final int width;
    private final ChipFlow labels;
    private final ChipFlow tasks;

    NodeCard(NodeView node, List<TaskView> tasks, TaskNames names, int width, Chip.Size size) {
        this.node = node;
        this.width = width;
        status = NodeStatus.of(node);
        List<Chip> labels = node.labels().entrySet().stream()
                .map(NodeCard::label)
                .map(NodeCard::chip)
                .toList();
        this.labels = new ChipFlow(labels, innerWidth(), Chip.Size.DENSE);
        this.tasks = new ChipFlow(names.chips(tasks, task -> TaskNames.isRunning(task, node)), innerWidth(), size);
    }

    /** For example {@code region=east}. */
    static String label(Map.Entry<String, String> label) {
        return label.getValue().isEmpty() ? label.getKey() : label.getKey() + "=" + label.getValue();
    }

    private static Chip chip(String label) {
        return new Chip(label, List.of("label " + label), Theme.BACKGROUND, Theme.BORDER, Theme.MUTED, false);
    }

    static String role(NodeView node) {
        return node.leader() ? "leader" : node.role();
    }

    private int innerWidth() {
        return width - 2 * PADDING;
    }

    @Override
    public int height() {
        return HEADER + withGap(labels) + Math.max(withGap(tasks), 20) + PADDING - GAP;
    }

    private static int withGap(ChipFlow chips) {
        return chips.height() == 0 ? 0 : chips.height() + GAP;
    }

    @Override
    public void draw(SvgWriter svg, int x, int y, int givenHeight) {
        svg.open("g").title(details());
        String fill = status.isUnavailable() ? Theme.BACKGROUND : Theme.CARD;
        String stroke = status.isUnavailable() ? Theme.BAD : Theme.BORDER;
        svg.rectangle(x, y, width, givenHeight, 8, fill, stroke, status.isUnavailable());
        int role = drawRole(svg, x + width - PADDING, y + 8);
        Theme.HEADING.draw(svg, x + PADDING, y + 22, innerWidth() - role - GAP, node.name());
        svg.empty("circle", "cx", x + PADDING + 4, "cy", y + 35, "r", 4, "fill", status.dotColour());
        Theme.SMALL
                .withColour(status.textColour())
                .draw(svg, x + PADDING + 13, y + 39, innerWidth() - 13, status.text());
        labels.draw(svg, x + PADDING, y + HEADER, labels.height());
        int top = y + HEADER + withGap(labels);
        if (tasks.height() == 0) {
            Theme.SMALL.draw(svg, x + PADDING, top + 12, innerWidth(), "no tasks");
        }
        tasks.draw(svg, x + PADDING, top, tasks.height());
        svg.close();
    }

    /** @return the width of the drawn chip, whose right edge is at {@code right} */
    private int drawRole(SvgWriter svg, int right, int y) {
        String text = role(node);
        Chip role =
                switch (text) {
                    case "leader" ->
                        new Chip(
                                text,
                                List.of("leader of the swarm"),
                                Theme.FOREGROUND,
                                Theme.FOREGROUND,
                                Theme.BACKGROUND,
                                false);
                    case "manager" ->
                        new Chip(text, List.of(text), Theme.BACKGROUND, Theme.FOREGROUND, Theme.FOREGROUND, false);
                    default -> new Chip(text, List.of(text), Theme.BACKGROUND, Theme.BORDER, Theme.MUTED, false);
                };
        int chipWidth = role.width(Chip.Size.NORMAL, innerWidth() / 2);
        role.draw(svg, right - chipWidth, y, innerWidth() / 2, Chip.Size.NORMAL);
        return chipWidth;
    }

    private List<String> details() {
        return Stream.of(
                        node.name() + ": " + (node.leader() ? "manager, leader" : node.role()) + ", " + status.text(),
                        node.address(),
                        node.engine().isEmpty() ? "" : "Docker " + node.engine())
                .filter(line -> !line.isEmpty())
                .toList();
    }
}

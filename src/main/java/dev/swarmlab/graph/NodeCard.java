package dev.swarmlab.graph;

import dev.swarmlab.view.NodeView;
import dev.swarmlab.view.TaskView;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A node with its tasks on it. */
final class NodeCard implements Component {

    private static final int PADDING = 12;
    private static final int HEADER = 50;
    private static final int GAP = 8;

    private final NodeView node;
    private final NodeStatus condition;
    private final int width;
    private final ChipFlow labels;
    private final ChipFlow tasks;

    NodeCard(NodeView node, List<TaskView> tasks, TaskNames names, int width, Chip.Size size) {
        this.node = node;
        this.width = width;
        condition = NodeStatus.of(node);
        List<Chip> labels = node.labels().entrySet().stream()
                .map(NodeCard::label)
                .map(NodeCard::pill)
                .toList();
        this.labels = new ChipFlow(labels, inside(), Chip.Size.DENSE);
        this.tasks = new ChipFlow(names.pills(tasks, task -> TaskNames.runs(task, node)), inside(), size);
    }

    /** As in {@code region=east}. */
    static String label(Map.Entry<String, String> label) {
        return label.getValue().isEmpty() ? label.getKey() : label.getKey() + "=" + label.getValue();
    }

    private static Chip pill(String label) {
        return new Chip(label, List.of("label " + label), Theme.PAPER, Theme.LINE, Theme.MUTED, false);
    }

    static String role(NodeView node) {
        return node.leader() ? "leader" : node.role();
    }

    private int inside() {
        return width - 2 * PADDING;
    }

    @Override
    public int height() {
        return HEADER + withGap(labels) + Math.max(withGap(tasks), 20) + PADDING - GAP;
    }

    private static int withGap(ChipFlow pills) {
        return pills.height() == 0 ? 0 : pills.height() + GAP;
    }

    @Override
    public void draw(SvgWriter svg, int x, int y, int givenHeight) {
        svg.open("g").title(details());
        String fill = condition.isAway() ? Theme.PAPER : Theme.CARD;
        String frame = condition.isAway() ? Theme.BAD : Theme.LINE;
        svg.box(x, y, width, givenHeight, 8, fill, frame, condition.isAway());
        int role = drawRole(svg, x + width - PADDING, y + 8);
        Theme.HEADING.draw(svg, x + PADDING, y + 22, inside() - role - GAP, node.name());
        svg.empty("circle", "cx", x + PADDING + 4, "cy", y + 35, "r", 4, "fill", condition.colour());
        Theme.SMALL
                .in(condition.colour().equals(Theme.GOOD) ? Theme.MUTED : condition.colour())
                .draw(svg, x + PADDING + 13, y + 39, inside() - 13, condition.words());
        labels.draw(svg, x + PADDING, y + HEADER, labels.height());
        int top = y + HEADER + withGap(labels);
        if (tasks.height() == 0) {
            Theme.SMALL.draw(svg, x + PADDING, top + 12, inside(), "no tasks");
        }
        tasks.draw(svg, x + PADDING, top, tasks.height());
        svg.close();
    }

    /** Draws the role so that it ends there, and tells how wide it is. */
    private int drawRole(SvgWriter svg, int right, int y) {
        String word = role(node);
        Chip role =
                switch (word) {
                    case "leader" ->
                        new Chip(word, List.of("leads the swarm"), Theme.DARK, Theme.DARK, "#ffffff", false);
                    case "manager" -> new Chip(word, List.of(word), Theme.PAPER, Theme.DARK, Theme.DARK, false);
                    default -> new Chip(word, List.of(word), Theme.PAPER, Theme.LINE, Theme.MUTED, false);
                };
        int wide = role.width(Chip.Size.NORMAL, inside() / 2);
        role.draw(svg, right - wide, y, inside() / 2, Chip.Size.NORMAL);
        return wide;
    }

    private List<String> details() {
        return Stream.of(
                        node.name() + ": " + (node.leader() ? "manager, leader" : node.role()) + ", "
                                + condition.words(),
                        node.address(),
                        node.engine().isEmpty() ? "" : "Docker " + node.engine())
                .filter(line -> !line.isEmpty())
                .toList();
    }
}

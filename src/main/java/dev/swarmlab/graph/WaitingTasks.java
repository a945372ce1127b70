package dev.swarmlab.graph;

import dev.swarmlab.view.TaskView;
import java.util.List;

/** Tasks that wait for a node, all for the same reason. */
final class WaitingTasks implements Component {

    private static final int HEADER = 22;

    private final String reason;
    private final int width;
    private final ChipFlow chips;

    WaitingTasks(String reason, List<TaskView> tasks, TaskNames names, int width, Chip.Size size) {
        this.reason = reason.isEmpty() ? "not assigned to a node yet" : reason;
        this.width = width;
        chips = new ChipFlow(names.chips(tasks, task -> false), width, size);
    }

    @Override
    public int height() {
        return HEADER + chips.height();
    }

    @Override
    public void draw(SvgWriter svg, int x, int y, int givenHeight) {
        Theme.TEXT.withColour(Theme.BAD).draw(svg, x, y + 12, width, reason);
        chips.draw(svg, x, y + HEADER, chips.height());
    }
}

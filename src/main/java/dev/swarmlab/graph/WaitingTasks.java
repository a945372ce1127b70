package dev.swarmlab.graph;

import dev.swarmlab.view.TaskView;
import java.util.List;

/** Tasks that no node takes for one and the same reason. */
final class WaitingTasks implements Component {

    private static final int HEADER = 22;

    private final String reason;
    private final int width;
    private final ChipFlow pills;

    WaitingTasks(String reason, List<TaskView> tasks, TaskNames names, int width, Chip.Size size) {
        this.reason = reason.isEmpty() ? "no node has taken them yet" : reason;
        this.width = width;
        pills = new ChipFlow(names.pills(tasks, task -> false), width, size);
    }

    @Override
    public int height() {
        return HEADER + pills.height();
    }

    @Override
    public void draw(SvgWriter svg, int x, int y, int givenHeight) {
        Theme.TEXT.in(Theme.BAD).draw(svg, x, y + 12, width, reason);
        pills.draw(svg, x, y + HEADER, pills.height());
    }
}

package dev.swarmlab.graph;

import java.util.ArrayList;
import java.util.List;

/** Pills one after the other, on as many lines as they take. */
final class ChipFlow implements Component {

    private final int width;
    private final Chip.Size size;
    private final List<List<Chip>> lines = new ArrayList<>();

    ChipFlow(List<Chip> pills, int width, Chip.Size size) {
        this.width = width;
        this.size = size;
        int taken = 0;
        for (Chip pill : pills) {
            int next = pill.width(size, width);
            if (lines.isEmpty() || taken + next > width) {
                lines.add(new ArrayList<>());
                taken = 0;
            }
            lines.get(lines.size() - 1).add(pill);
            taken += next + size.gap();
        }
    }

    @Override
    public int height() {
        return lines.isEmpty() ? 0 : lines.size() * (size.height() + size.gap()) - size.gap();
    }

    @Override
    public void draw(SvgWriter svg, int x, int y, int givenHeight) {
        int top = y;
        for (List<Chip> line : lines) {
            int left = x;
            for (Chip pill : line) {
                pill.draw(svg, left, top, width, size);
                left += pill.width(size, width) + size.gap();
            }
            top += size.height() + size.gap();
        }
    }
}

package dev.swarmlab.graph;

import java.util.ArrayList;
import java.util.List;

/** Chips in lines, like the text of a paragraph. */
final class ChipFlow implements Component {

    private final int width;
    private final Chip.Size size;
    private final List<List<Chip>> lines = new ArrayList<>();

    ChipFlow(List<Chip> chips, int width, Chip.Size size) {
        this.width = width;
        this.size = size;
        int used = 0;
        for (Chip chip : chips) {
            int next = chip.width(size, width);
            if (lines.isEmpty() || used + next > width) {
                lines.add(new ArrayList<>());
                used = 0;
            }
            lines.get(lines.size() - 1).add(chip);
            used += next + size.gap();
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
            for (Chip chip : line) {
                chip.draw(svg, left, top, width, size);
                left += chip.width(size, width) + size.gap();
            }
            top += size.height() + size.gap();
        }
    }
}

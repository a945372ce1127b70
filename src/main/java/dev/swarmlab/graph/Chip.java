package dev.swarmlab.graph;

import java.util.List;

/**
 * A word in a frame.
 *
 * @param title what it stands for, in full
 * @param dashed whether its frame is, for what is not quite there
 */
record Chip(String word, List<String> title, String fill, String frame, String ink, boolean dashed) {

    /** How big pills are. */
    enum Size {
        NORMAL(11, 20, 8, 6),
        DENSE(9, 15, 5, 4);

        private final int font;
        private final int height;
        private final int padding;
        private final int gap;

        Size(int font, int height, int padding, int gap) {
            this.font = font;
            this.height = height;
            this.padding = padding;
            this.gap = gap;
        }

        int height() {
            return height;
        }

        int gap() {
            return gap;
        }
    }

    int width(Size size, int room) {
        return Math.min(room, style(size).width(word) + 2 * size.padding);
    }

    void draw(SvgWriter svg, int x, int y, int room, Size size) {
        int width = width(size, room);
        svg.open("g").title(title);
        svg.box(x, y, width, size.height, 5, fill, frame, dashed);
        int inside = width - 2 * size.padding;
        String fitted = style(size).fitted(word, inside);
        style(size).drawAround(svg, x + width / 2, y + (size.height + size.font) / 2 - 1, inside, fitted);
        svg.close();
    }

    private TextStyle style(Size size) {
        return new TextStyle(size.font, false, ink);
    }
}

package dev.swarmlab.graph;

import java.util.List;

/**
 * A short text in a rounded rectangle: a task, a label or a role.
 *
 * @param title the lines of the tooltip
 * @param fill a CSS colour, like {@code stroke} and {@code textColour}
 * @param dashed whether the stroke is dashed, for a task that does not run
 */
record Chip(String text, List<String> title, String fill, String stroke, String textColour, boolean dashed) {

    /** Font size, height, padding and gap, in SVG user units. */
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

    int width(Size size, int maxWidth) {
        return Math.min(maxWidth, style(size).width(text) + 2 * size.padding);
    }

    void draw(SvgWriter svg, int x, int y, int maxWidth, Size size) {
        int width = width(size, maxWidth);
        svg.open("g").title(title);
        svg.rectangle(x, y, width, size.height, 5, fill, stroke, dashed);
        int innerWidth = width - 2 * size.padding;
        String truncated = style(size).truncated(text, innerWidth);
        style(size).drawCentred(svg, x + width / 2, y + (size.height + size.font) / 2 - 1, innerWidth, truncated);
        svg.close();
    }

    private TextStyle style(Size size) {
        return new TextStyle(size.font, false, textColour);
    }
}

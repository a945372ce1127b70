package dev.swarmlab.graph;

import java.util.List;

/**
 * Size, weight and colour of text. The reader's font is unknown, so text is measured as in a wide font, DejaVu Sans.
 * Narrower fonts leave some space.
 *
 * @param size the font size in SVG user units
 * @param textColour a CSS colour
 */
record TextStyle(int size, boolean bold, String textColour) {

    private static final String ELLIPSIS = "…";

    TextStyle withColour(String otherColour) {
        return new TextStyle(size, bold, otherColour);
    }

    int width(String text) {
        double ems = PlainText.of(text).codePoints().mapToDouble(TextStyle::ems).sum();
        return (int) Math.ceil(ems * size * (bold ? 1.12 : 1));
    }

    /** The text, or as many of its first characters as fit, with an ellipsis. */
    String truncated(String text, int maxWidth) {
        if (width(text) <= maxWidth) {
            return text;
        }
        int[] characters = text.codePoints().toArray();
        int kept = characters.length;
        String truncatedText;
        do {
            kept--;
            truncatedText = new String(characters, 0, kept).stripTrailing() + ELLIPSIS;
        } while (kept > 0 && width(truncatedText) > maxWidth);
        return truncatedText;
    }

    /**
     * Draws text that starts at x. Text that does not fit is truncated, and a tooltip has all of it.
     *
     * @param y the baseline
     */
    void draw(SvgWriter svg, int x, int y, int maxWidth, String text) {
        draw(svg, x, y, maxWidth, text, "start");
    }

    /** Draws text that ends at x. */
    void drawEndingAt(SvgWriter svg, int x, int y, int maxWidth, String text) {
        draw(svg, x, y, maxWidth, text, "end");
    }

    void drawCentred(SvgWriter svg, int x, int y, int maxWidth, String text) {
        draw(svg, x, y, maxWidth, text, "middle");
    }

    private void draw(SvgWriter svg, int x, int y, int maxWidth, String text, String anchor) {
        String truncated = truncated(text, maxWidth);
        boolean isTruncated = !truncated.equals(text);
        if (isTruncated) {
            svg.open("g").title(List.of(text));
        }
        svg.textElement(
                "text",
                truncated,
                "x",
                x,
                "y",
                y,
                "font-size",
                size,
                "font-weight",
                bold ? "bold" : "normal",
                "fill",
                textColour,
                "text-anchor",
                anchor);
        if (isTruncated) {
            svg.close();
        }
    }

    private static double ems(int character) {
        if (character < 0x80) {
            return latin((char) character);
        }
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> character < 0x2000 ? 0.7 : 1.05; // CJK characters, emoji and symbols are as wide as high
        };
    }

    private static double latin(char character) {
        if ("ijl'| ".indexOf(character) >= 0) {
            return 0.32;
        }
        if (".,:;!I-/\\()[]frt\"".indexOf(character) >= 0) {
            return 0.4;
        }
        if ("mwMW%@".indexOf(character) >= 0) {
            return 1;
        }
        return Character.isUpperCase(character) || "+=<>~#&".indexOf(character) >= 0 ? 0.8 : 0.63;
    }
}

package dev.swarmlab.graph;

import java.util.List;

/**
 * How words look, and how much room they take. Nobody knows which font a reader has, so widths are those of a wide one:
 * DejaVu Sans. In others there is some air.
 */
record TextStyle(int size, boolean bold, String ink) {

    private static final String ELLIPSIS = "…";

    TextStyle in(String otherInk) {
        return new TextStyle(size, bold, otherInk);
    }

    int width(String words) {
        double ems =
                PlainText.of(words).codePoints().mapToDouble(TextStyle::ems).sum();
        return (int) Math.ceil(ems * size * (bold ? 1.12 : 1));
    }

    /** The words, or as many of their first characters as there is room for. */
    String fitted(String words, int room) {
        if (width(words) <= room) {
            return words;
        }
        int[] characters = words.codePoints().toArray();
        int kept = characters.length;
        String shortened;
        do {
            kept--;
            shortened = new String(characters, 0, kept).stripTrailing() + ELLIPSIS;
        } while (kept > 0 && width(shortened) > room);
        return shortened;
    }

    /** Draws words on the line y, from x on. */
    void draw(SvgWriter svg, int x, int y, int room, String words) {
        draw(svg, x, y, room, words, "start");
    }

    /** Draws words so that they end at x. */
    void drawBefore(SvgWriter svg, int x, int y, int room, String words) {
        draw(svg, x, y, room, words, "end");
    }

    void drawAround(SvgWriter svg, int x, int y, int room, String words) {
        draw(svg, x, y, room, words, "middle");
    }

    private void draw(SvgWriter svg, int x, int y, int room, String words, String anchor) {
        String fitted = fitted(words, room);
        boolean shortened = !fitted.equals(words);
        if (shortened) {
            svg.open("g").title(List.of(words));
        }
        svg.words(
                "text",
                fitted,
                "x",
                x,
                "y",
                y,
                "font-size",
                size,
                "font-weight",
                bold ? "bold" : "normal",
                "fill",
                ink,
                "text-anchor",
                anchor);
        if (shortened) {
            svg.close();
        }
    }

    private static double ems(int character) {
        if (character < 0x80) {
            return latin((char) character);
        }
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> character < 0x2000 ? 0.7 : 1.05; // CJK, emoji and signs are as wide as high
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

package dev.swarmlab.graph;

import java.util.List;

/**
 * The twelve colours of services, based on the colour-blind safe palettes of Okabe and Ito and of Paul Tol. {@code
 * style.css} of the dashboard page has the same colours.
 */
final class Palette {

    /** For a task of an unknown service. */
    static final Colour UNKNOWN = new Colour("#66707c");

    private static final List<Colour> COLOURS = List.of(
            new Colour("#0072b2"),
            new Colour("#e69f00"),
            new Colour("#009e73"),
            new Colour("#d9661a"),
            new Colour("#56b4e9"),
            new Colour("#cc79a7"),
            new Colour("#f0e442"),
            new Colour("#5546b8"),
            new Colour("#9c2f63"),
            new Colour("#999933"),
            new Colour("#1b7a3a"),
            new Colour("#86552c"));

    private Palette() {}

    static Colour of(int number) {
        return COLOURS.get(Math.floorMod(number, COLOURS.size()));
    }

    /** @param code for example {@code #0072b2} */
    record Colour(String code) {

        static final Colour BLACK = new Colour("#000000");
        static final Colour WHITE = new Colour("#ffffff");

        /** Black or white, whichever has the higher contrast. */
        Colour textColour() {
            return contrast(BLACK) >= contrast(WHITE) ? BLACK : WHITE;
        }

        /** The contrast ratio of WCAG, from 1 to 21. WCAG asks for at least 4.5 for small text. */
        double contrast(Colour other) {
            double lighter = Math.max(luminance(), other.luminance());
            double darker = Math.min(luminance(), other.luminance());
            return (lighter + 0.05) / (darker + 0.05);
        }

        private double luminance() {
            return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
        }

        private double channel(int position) {
            double value = Integer.parseInt(code, position, position + 2, 16) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
        }
    }
}

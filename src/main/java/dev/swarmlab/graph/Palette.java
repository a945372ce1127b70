package dev.swarmlab.graph;

import java.util.List;

/**
 * The twelve colours of services, after the colour-blind safe sets of Okabe and Ito and of Paul Tol. On light pages the
 * dashboard has the same.
 */
final class Palette {

    /** Of what belongs to no service that is known. */
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

    static int size() {
        return COLOURS.size();
    }

    /** @param code as in {@code #0072b2} */
    record Colour(String code) {

        static final Colour BLACK = new Colour("#000000");
        static final Colour WHITE = new Colour("#ffffff");

        /** Black or white, whichever is easier to read on it. */
        Colour ink() {
            return contrast(BLACK) >= contrast(WHITE) ? BLACK : WHITE;
        }

        /** From 1 to 21, as WCAG reckons it; from 4.5 on small text can be read. */
        double contrast(Colour other) {
            double lighter = Math.max(luminance(), other.luminance());
            double darker = Math.min(luminance(), other.luminance());
            return (lighter + 0.05) / (darker + 0.05);
        }

        private double luminance() {
            return 0.2126 * light(1) + 0.7152 * light(3) + 0.0722 * light(5);
        }

        private double light(int place) {
            double share = Integer.parseInt(code, place, place + 2, 16) / 255.0;
            return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
        }
    }
}

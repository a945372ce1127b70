package dev.swarmlab.graph;

/** A part of a drawing, with a fixed width. Lengths are in SVG user units. */
interface Component {

    /** The minimum height. */
    int height();

    /**
     * Draws it with its upper left corner at the given position.
     *
     * @param givenHeight the height to fill, at least {@link #height()}
     */
    void draw(SvgWriter svg, int x, int y, int givenHeight);
}

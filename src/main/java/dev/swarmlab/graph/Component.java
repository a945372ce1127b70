package dev.swarmlab.graph;

/** A part of a drawing. */
interface Component {

    /** How high it has to be at least. */
    int height();

    /** Draws it with its upper left corner there. */
    void draw(SvgWriter svg, int x, int y, int givenHeight);
}

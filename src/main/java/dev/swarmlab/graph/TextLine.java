package dev.swarmlab.graph;

/** One line of text. */
record TextLine(String text, TextStyle style, int width) implements Component {

    @Override
    public int height() {
        return style.size() + 4;
    }

    @Override
    public void draw(SvgWriter svg, int x, int y, int givenHeight) {
        style.draw(svg, x, y + style.size(), width, text);
    }
}

package dev.swarmlab.graph;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes SVG, one element per line. It escapes all text and values: callers must not. */
final class SvgWriter {

    private final StringBuilder svg = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** @param attributes names and values, alternating */
    SvgWriter open(String element, Object... attributes) {
        start(element, attributes).append(">\n");
        open.push(element);
        return this;
    }

    SvgWriter close() {
        String element = open.pop();
        indent().append("</").append(element).append(">\n");
        return this;
    }

    SvgWriter empty(String element, Object... attributes) {
        start(element, attributes).append("/>\n");
        return this;
    }

    /** A rectangle with rounded corners. The stroke is drawn half a unit further in, which makes it sharp. */
    void rectangle(int x, int y, int width, int height, int radius, String fill, String stroke, boolean dashed) {
        start("rect", "x", x + 0.5, "y", y + 0.5, "width", width - 1, "height", height - 1, "rx", radius);
        attributes("fill", fill, "stroke", stroke);
        if (dashed) {
            attributes("stroke-width", 1.5, "stroke-dasharray", "5 3");
        }
        svg.append("/>\n");
    }

    SvgWriter textElement(String element, String text, Object... attributes) {
        start(element, attributes).append('>').append(escaped(text));
        svg.append("</").append(element).append(">\n");
        return this;
    }

    /** A tooltip with these lines. */
    SvgWriter title(Iterable<String> lines) {
        start("title").append('>');
        String separator = "";
        for (String line : lines) {
            svg.append(separator).append(escaped(line));
            separator = "\n";
        }
        svg.append("</title>\n");
        return this;
    }

    String document() {
        return svg.toString();
    }

    private StringBuilder start(String element, Object... attributes) {
        indent().append('<').append(element);
        return attributes(attributes);
    }

    private StringBuilder attributes(Object... attributes) {
        for (int index = 0; index < attributes.length; index += 2) {
            svg.append(' ').append(attributes[index]).append("=\"");
            svg.append(escaped(String.valueOf(attributes[index + 1]))).append('"');
        }
        return svg;
    }

    private StringBuilder indent() {
        return svg.append("  ".repeat(open.size()));
    }

    private static String escaped(String text) {
        return PlainText.of(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}

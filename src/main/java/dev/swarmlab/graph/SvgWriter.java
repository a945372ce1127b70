package dev.swarmlab.graph;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes SVG, an element a line. All words and values are escaped here, and nowhere else. */
final class SvgWriter {

    private final StringBuilder svg = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** @param attributes names and values by turns */
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

    /** A rectangle with round corners. Frames are drawn half a pixel further in, which makes them sharp. */
    void box(int x, int y, int width, int height, int radius, String fill, String frame, boolean dashed) {
        start("rect", "x", x + 0.5, "y", y + 0.5, "width", width - 1, "height", height - 1, "rx", radius);
        attributes("fill", fill, "stroke", frame);
        if (dashed) {
            attributes("stroke-width", 1.5, "stroke-dasharray", "5 3");
        }
        svg.append("/>\n");
    }

    SvgWriter words(String element, String words, Object... attributes) {
        start(element, attributes).append('>').append(escaped(words));
        svg.append("</").append(element).append(">\n");
        return this;
    }

    /** What a browser shows where the pointer rests, a line each. */
    SvgWriter title(Iterable<String> lines) {
        start("title").append('>');
        String between = "";
        for (String line : lines) {
            svg.append(between).append(escaped(line));
            between = "\n";
        }
        svg.append("</title>\n");
        return this;
    }

    String text() {
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

    private static String escaped(String words) {
        return PlainText.of(words)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}

package dev.swarmlab.graph;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The label of a box in a Mermaid diagram, with every character escaped that Mermaid could interpret. */
final class MermaidLabel {

    /** Mermaid rejects diagrams of more than 50,000 characters. */
    private static final int MAX_LINE_LENGTH = 60;

    private static final String UNESCAPED = " ._-/:,→·…";

    private MermaidLabel() {}

    /** @param lines empty ones are omitted */
    static String of(String... lines) {
        return Stream.of(lines)
                .filter(line -> !line.isEmpty())
                .map(line -> escaped(truncated(line)))
                .collect(Collectors.joining("<br/>"));
    }

    private static String truncated(String line) {
        int[] characters = line.codePoints().toArray();
        return characters.length <= MAX_LINE_LENGTH ? line : new String(characters, 0, MAX_LINE_LENGTH - 1) + "…";
    }

    private static String escaped(String line) {
        StringBuilder escaped = new StringBuilder();
        PlainText.of(line).codePoints().forEach(character -> {
            if (Character.isLetterOrDigit(character) || UNESCAPED.indexOf(character) >= 0) {
                escaped.appendCodePoint(character);
            } else {
                escaped.append('#').append(character).append(';');
            }
        });
        return escaped.toString();
    }
}

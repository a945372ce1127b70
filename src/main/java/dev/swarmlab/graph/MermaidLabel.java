package dev.swarmlab.graph;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stands in a box of a Mermaid diagram: nothing in it means anything to Mermaid. */
final class MermaidLabel {

    /** Mermaid refuses diagrams of more than 50,000 characters. */
    private static final int LONGEST_LINE = 60;

    private static final String HARMLESS = " ._-/:,→·…";

    private MermaidLabel() {}

    /** Lines below each other, without those that are empty. */
    static String of(String... lines) {
        return Stream.of(lines)
                .filter(line -> !line.isEmpty())
                .map(line -> escaped(shortened(line)))
                .collect(Collectors.joining("<br/>"));
    }

    private static String shortened(String line) {
        int[] characters = line.codePoints().toArray();
        return characters.length <= LONGEST_LINE ? line : new String(characters, 0, LONGEST_LINE - 1) + "…";
    }

    private static String escaped(String line) {
        StringBuilder escaped = new StringBuilder();
        PlainText.of(line).codePoints().forEach(character -> {
            if (Character.isLetterOrDigit(character) || HARMLESS.indexOf(character) >= 0) {
                escaped.appendCodePoint(character);
            } else {
                escaped.append('#').append(character).append(';');
            }
        });
        return escaped.toString();
    }
}

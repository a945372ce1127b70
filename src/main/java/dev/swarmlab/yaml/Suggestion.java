package dev.swarmlab.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which of the allowed words someone meant. */
public final class Suggestion {

    private Suggestion() {}

    /** The closest of the words, when one is close: about one slip for every three letters. */
    public static Optional<String> closest(String written, Collection<String> words) {
        String wanted = written.toLowerCase(Locale.ROOT);
        int slips = Math.max(1, wanted.length() / 3);
        return words.stream()
                .filter(word -> Math.abs(word.length() - wanted.length()) <= slips)
                .filter(word -> distance(wanted, word.toLowerCase(Locale.ROOT)) <= slips)
                .min(Comparator.comparingInt(word -> distance(wanted, word.toLowerCase(Locale.ROOT))));
    }

    /** How many letters must be added, removed, changed or swapped with their neighbour (Damerau–Levenshtein). */
    static int distance(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, from, to, i, j);
            }
        }
        return cost[from.length()][to.length()];
    }

    private static int cheapest(int[][] cost, String from, String to, int i, int j) {
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int cheapest = Math.min(cost[i - 1][j - 1] + (same ? 0 : 1), Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(cheapest, cost[i - 2][j - 2] + 1) : cheapest;
    }
}

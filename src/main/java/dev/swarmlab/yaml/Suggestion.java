package dev.swarmlab.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the allowed name that a misspelt name is most similar to. */
public final class Suggestion {

    private Suggestion() {}

    /** The most similar candidate, ignoring case; empty if more than a third of the letters differ in all of them. */
    public static Optional<String> closest(String misspelt, Collection<String> candidates) {
        String lower = misspelt.toLowerCase(Locale.ROOT);
        int maxDistance = Math.max(1, lower.length() / 3);
        return candidates.stream()
                .filter(candidate -> Math.abs(candidate.length() - lower.length()) <= maxDistance)
                .filter(candidate -> distance(lower, candidate.toLowerCase(Locale.ROOT)) <= maxDistance)
                .min(Comparator.comparingInt(candidate -> distance(lower, candidate.toLowerCase(Locale.ROOT))));
    }

    /** The number of letters to add, remove, change or swap with their neighbour (Damerau–Levenshtein distance). */
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

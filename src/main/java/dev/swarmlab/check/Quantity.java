package dev.swarmlab.check;

/** A number with its noun, as in {@code 1 node} and {@code 2 nodes}. */
final class Quantity {

    private Quantity() {}

    static String of(long number, String singular) {
        return of(number, singular, singular + "s");
    }

    static String of(long number, String singular, String plural) {
        return number + " " + (number == 1 ? singular : plural);
    }
}

package dev.swarmlab.report;

import java.util.List;
import java.util.Locale;

/** Sizes in decimal units, as the docker CLI shows them. */
public final class ByteSize {

    private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB");
    private static final int STEP = 1000;

    private ByteSize() {}

    /** As in {@code 0 B}, {@code 45.3 MB} or {@code 212 MB}. */
    public static String text(long bytes) {
        double value = bytes;
        int unit = 0;
        while (Math.round(value) >= STEP && unit + 1 < UNITS.size()) {
            value /= STEP;
            unit++;
        }
        boolean hasFraction = unit > 0 && value < 99.95;
        return String.format(Locale.ROOT, hasFraction ? "%.1f %s" : "%.0f %s", value, UNITS.get(unit));
    }
}

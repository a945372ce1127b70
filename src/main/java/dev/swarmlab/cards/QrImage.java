package dev.swarmlab.cards;

import io.nayuki.qrcodegen.QrCode;

/** A QR code of a text. */
final class QrImage {

    /** The blank modules on each side that ISO/IEC 18004 demands. */
    private static final int MARGIN = 4;

    private final QrCode code;

    private QrImage(QrCode code) {
        this.code = code;
    }

    static QrImage of(String text) {
        return new QrImage(QrCode.encodeText(text, QrCode.Ecc.MEDIUM));
    }

    /** The number of modules on each side, with the margins. */
    int size() {
        return code.size + 2 * MARGIN;
    }

    boolean isDark(int x, int y) {
        return code.getModule(x - MARGIN, y - MARGIN); // false outside of the code
    }

    /**
     * For a terminal: a character shows two modules, one above the other. The light ones are drawn, since most
     * terminals are dark.
     */
    String text() {
        StringBuilder text = new StringBuilder();
        for (int y = 0; y < size(); y += 2) {
            for (int x = 0; x < size(); x++) {
                boolean upper = !isDark(x, y);
                boolean lower = y + 1 < size() && !isDark(x, y + 1);
                text.append(upper ? (lower ? '\u2588' : '\u2580') : (lower ? '\u2584' : ' '));
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** An {@code <svg>} element in which a module is one unit wide. */
    String svg() {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < size(); y++) {
            int x = 0;
            while (x < size()) {
                int end = x;
                while (end < size() && isDark(end, y)) {
                    end++;
                }
                if (end > x) {
                    path.append('M').append(x).append(' ').append(y).append('h').append(end - x);
                    path.append("v1H").append(x).append('z');
                }
                x = end + 1;
            }
        }
        return "<svg class=\"qr\" role=\"img\" aria-label=\"QR code of the page\" viewBox=\"0 0 " + size() + " "
                + size()
                + "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h" + size() + "v" + size()
                + "H0z\"/><path d=\"" + path + "\"/></svg>";
    }
}

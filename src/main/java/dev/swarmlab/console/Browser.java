package dev.swarmlab.console;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The user's web browser. */
public final class Browser {

    private Browser() {}

    /**
     * Opens a page and does not wait for the browser.
     *
     * @throws IOException when the program that opens browsers can't be started
     */
    public static void open(String address) throws IOException {
        new ProcessBuilder(command(System.getProperty("os.name", ""), address))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** @param system the name of the operating system, as in the property {@code os.name} */
    public static List<String> command(String system, String address) {
        String lower = system.toLowerCase(Locale.ROOT);
        if (lower.startsWith("mac")) {
            return List.of("open", address);
        }
        return lower.startsWith("windows")
                ? List.of("rundll32", "url.dll,FileProtocolHandler", address)
                : List.of("xdg-open", address);
    }
}

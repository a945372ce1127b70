package dev.swarmlab.console;

import dev.swarmlab.engine.Engine.TerminalSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The user's terminal in raw mode: every key is sent to the command in the node, which echoes and edits. The mode is set
 * with {@code stty}; where that is missing, as on Windows, keys are sent line by line.
 */
final class Terminal implements AutoCloseable {

    private final @Nullable String savedSettings;
    private final @Nullable TerminalSize size;

    private Terminal(@Nullable String savedSettings, @Nullable TerminalSize size) {
        this.savedSettings = savedSettings;
        this.size = size;
    }

    /**
     * Sets raw mode if standard input and output are terminals. Java can't tell, so the launcher sets the property
     * {@code swarmlab.interactive}.
     */
    static Terminal open() {
        if (!Boolean.getBoolean("swarmlab.interactive")) {
            return new Terminal(null, null);
        }
        String settings = stty("-g");
        String[] rowsAndColumns = stty("size").split(" ");
        TerminalSize size = rowsAndColumns.length == 2
                ? new TerminalSize(Integer.parseInt(rowsAndColumns[1]), Integer.parseInt(rowsAndColumns[0]))
                : new TerminalSize(80, 24);
        if (settings.isEmpty()) {
            return new Terminal(null, size);
        }
        stty("raw", "-echo");
        return new Terminal(settings, size);
    }

    /** The size in characters; null when there is no terminal. */
    @Nullable
    TerminalSize size() {
        return size;
    }

    @Override
    public void close() {
        if (savedSettings != null) {
            stty(savedSettings);
        }
    }

    private static String stty(String... arguments) {
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? output : "";
        } catch (IOException noStty) {
            return "";
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}

package dev.swarmlab.dashboard;

import dev.swarmlab.engine.Engine.InteractiveExec;
import dev.swarmlab.engine.Engine.TerminalSize;
import dev.swarmlab.engine.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Shells that repeat their input in upper case, an asterisk in colours. They end when they read {@code exit}. */
final class FakeShells implements NodeShells {

    /** Text in a colour of the palette, and in one of 16 million. */
    private static final String COLOURED = "\u001b[31mred \u001b[38;2;10;200;30mrgb\u001b[0m";

    final List<String> commands = new CopyOnWriteArrayList<>();
    final Map<String, TerminalSize> open = new ConcurrentHashMap<>();

    @Override
    public boolean isRunning(String node) {
        return List.of("manager", "broken").contains(node);
    }

    @Override
    public void open(String node, InteractiveExec shell) {
        if (node.equals("broken")) {
            throw new EngineException(500, "no such program");
        }
        open.put(shell.command().get(2), Objects.requireNonNull(shell.terminal()));
        try (InputStream in = Objects.requireNonNull(shell.in())) {
            byte[] buffer = new byte[1_000];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                String text = new String(buffer, 0, read, StandardCharsets.UTF_8);
                if (text.equals("exit")) {
                    break;
                }
                String answer = text.toUpperCase(Locale.ROOT).replace("*", COLOURED);
                shell.out().write(answer.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException closed) {
            // The shell ends.
        } finally {
            open.remove(shell.command().get(2));
        }
    }

    @Override
    public void run(String node, List<String> command) {
        commands.add(node + ": " + command.get(2));
    }
}

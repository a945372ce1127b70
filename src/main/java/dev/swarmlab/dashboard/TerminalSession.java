package dev.swarmlab.dashboard;

import dev.swarmlab.engine.Engine.InteractiveExec;
import dev.swarmlab.engine.Engine.TerminalSize;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.parallel.Threads;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A shell with a terminal in a node, for one browser. Its output is sent as lines of ASCII: each is a part of the
 * output in Base64 (RFC 4648), and an empty line is a heartbeat.
 */
final class TerminalSession {

    /** When the heartbeat can't be sent, the browser has disconnected. */
    private static final Duration HEARTBEAT_INTERVAL = Duration.ofSeconds(5);

    /** The most parts of the output, of up to 32 KiB, that wait for the browser. Then the program in the node waits. */
    private static final int MOST_PARTS = 16;

    private static final byte[] END = {};

    private final String id;
    private final String node;
    private final NodeShells shells;
    private final TerminalInput input = new TerminalInput();
    private final BlockingQueue<byte[]> output = new ArrayBlockingQueue<>(MOST_PARTS);
    private final AtomicBoolean isClosed = new AtomicBoolean();

    /** @param id hexadecimal digits that no other session has */
    TerminalSession(String id, String node, NodeShells shells) {
        this.id = id;
        this.node = node;
        this.shells = shells;
    }

    String id() {
        return id;
    }

    void start(TerminalSize size) {
        Threads.start("swarmlab-terminal", () -> {
            try {
                Output out = new Output();
                shells.open(node, new InteractiveExec(shell(), input, out, out, size));
            } catch (EngineException | Failure exception) {
                put(("\r\n" + exception.getMessage() + "\r\n").getBytes(StandardCharsets.UTF_8));
            } finally {
                put(END);
            }
        });
    }

    /** Adds input. Returns false when the program does not read it. */
    boolean type(byte[] text) {
        return input.add(text);
    }

    void resize(TerminalSize size) {
        shells.run(
                node,
                script("stty cols " + size.columns() + " rows " + size.rows() + " </proc/$(cat " + file() + ")/fd/0"));
    }

    /**
     * Sends the output until the shell ends or the browser disconnects.
     *
     * @throws IOException when the browser has disconnected
     * @throws InterruptedException when the server is being closed
     */
    void sendUntilClosed(OutputStream out, RequestThreads threads) throws IOException, InterruptedException {
        while (true) {
            byte[] part = output.poll(HEARTBEAT_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
            if (part != null && part.length == 0) {
                return;
            }
            String line = (part == null ? "" : Base64.getEncoder().encodeToString(part)) + "\n";
            threads.runLimited(() -> {
                out.write(line.getBytes(StandardCharsets.US_ASCII));
                out.flush();
            });
        }
    }

    /** Ends the shell and its programs, as a terminal does when its window is closed. */
    void close() {
        if (isClosed.getAndSet(true)) {
            return;
        }
        input.end();
        do {
            output.clear();
        } while (!output.offer(END)); // for the request that sends the output
        boolean interrupted = Thread.interrupted(); // the request must be sent nevertheless
        try {
            shells.run(node, script(hangUp()));
        } catch (EngineException | Failure nodeHasStopped) {
            // Then the shell has ended too.
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** bash where the node has it. The engine does not tell the process id of an exec in the node. */
    private List<String> shell() {
        return script("echo $$ >" + file() + "; command -v bash >/dev/null && exec bash; exec sh");
    }

    /**
     * Sends SIGHUP to the shell and to the program in the foreground. A shell that has just been started may not have
     * written its process id yet. The eighth field of the file {@code stat} is the foreground's process group.
     */
    private String hangUp() {
        return "f=" + file() + "; for i in 1 2 3; do [ -s $f ] && break; sleep 1; done; p=$(cat $f); rm -f $f;"
                + " t=$(cut -d' ' -f8 /proc/$p/stat); [ $t -gt 1 ] && kill -HUP -$t; kill -HUP $p";
    }

    private String file() {
        return "/run/swarmlab-terminal-" + id;
    }

    private static List<String> script(String text) {
        return List.of("sh", "-c", text);
    }

    /** Waits until the browser has read enough. After the end of the session, the part is discarded. */
    private void put(byte[] part) {
        try {
            boolean isAdded = false;
            while (!isAdded && !isClosed.get()) {
                isAdded = output.offer(part, 1, TimeUnit.SECONDS);
            }
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Output extends OutputStream {

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            if (isClosed.get()) {
                throw new IOException("the terminal was closed");
            }
            if (length > 0) {
                put(Arrays.copyOfRange(buffer, offset, offset + length));
            }
        }
    }
}

package dev.swarmlab.engine.dockerjava;

import dev.swarmlab.engine.Engine.InteractiveExec;
import dev.swarmlab.engine.Engine.TerminalSize;
import dev.swarmlab.engine.EngineEndpoint;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.parallel.Threads;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Starts an exec and connects the user's streams with it until the command ends.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/">Docker Engine API, "attach to a container"</a>: after
 *     the upgrade the connection carries the raw bytes of a terminal, or frames with a header of eight bytes
 */
final class HijackedExec {

    private static final int BUFFER = 32 * 1024;
    private static final int STANDARD_ERROR = 2;

    private final EngineEndpoint endpoint;

    HijackedExec(EngineEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    void run(String id, InteractiveExec exec) {
        try (RawConnection connection = RawConnection.open(endpoint)) {
            InputStream in = new BufferedInputStream(connection.in());
            upgrade(connection.out(), in, id, exec.terminal());
            sendInput(exec.in(), connection);
            if (exec.terminal() != null) {
                copy(in, exec.out());
            } else {
                demultiplex(new DataInputStream(in), exec);
            }
        } catch (IOException exception) {
            throw new EngineException(EngineException.UNREACHABLE, DaemonMessages.of(exception), exception);
        }
    }

    private void upgrade(OutputStream out, InputStream in, String id, @Nullable TerminalSize terminal)
            throws IOException {
        // Docker before 23 ignores the size.
        String size = terminal == null ? "" : ",\"ConsoleSize\":[" + terminal.rows() + "," + terminal.columns() + "]";
        String body = "{\"Detach\":false,\"Tty\":" + (terminal != null) + size + "}";
        String host = endpoint.host().getHost();
        String request = "POST /exec/" + id + "/start HTTP/1.1\r\n"
                + "Host: " + (host == null ? "docker" : host) + "\r\n"
                + "Content-Type: application/json\r\n"
                + "Connection: Upgrade\r\n"
                + "Upgrade: tcp\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        String status = line(in);
        String header = line(in);
        while (!header.isEmpty()) {
            header = line(in);
        }
        if (!status.contains(" 101 ") && !status.contains(" 200 ")) {
            String[] parts = status.split(" ", 3);
            int code = parts.length > 1 ? Integer.parseInt(parts[1]) : EngineException.UNREACHABLE;
            throw new EngineException(code, DaemonMessages.of(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the engine closed the connection");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.US_ASCII).stripTrailing();
    }

    /** Sends the input in a thread that is not waited for: the command may end before it has read all its input. */
    private static void sendInput(@Nullable InputStream input, RawConnection connection) {
        Threads.start("swarmlab-exec-input", () -> {
            try {
                if (input != null) {
                    copy(input, connection.out());
                }
                connection.endOfOutput().close();
            } catch (IOException commandEnded) {
                return; // the rest of the input is not needed
            }
        });
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            to.write(buffer, 0, read);
            to.flush();
        }
    }

    private static void demultiplex(DataInputStream in, InteractiveExec exec) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int stream = in.read(); stream >= 0; stream = in.read()) {
            in.skipNBytes(3);
            int left = in.readInt();
            OutputStream to = stream == STANDARD_ERROR ? exec.err() : exec.out();
            while (left > 0) {
                int read = in.read(buffer, 0, Math.min(left, BUFFER));
                if (read < 0) {
                    throw new EOFException("the engine closed the connection");
                }
                to.write(buffer, 0, read);
                left -= read;
            }
            to.flush();
        }
    }
}

package dev.swarmlab.support;

import dev.swarmlab.parallel.Threads;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy for HTTPS that wants a password and connects every client to the same port of this host. */
public final class HttpProxy implements AutoCloseable {

    private static final String AUTHORIZATION = "Proxy-Authorization: Basic ";

    private final ServerSocket listening;
    private final int target;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private HttpProxy(ServerSocket listening, int target) {
        this.listening = listening;
        this.target = target;
    }

    /** Starts the proxy on all addresses of this host. */
    public static HttpProxy to(int target) throws IOException {
        HttpProxy proxy = new HttpProxy(new ServerSocket(0), target);
        Threads.start("test-proxy", proxy::accept);
        return proxy;
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** The requests so far, each with the user and password of the client. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Threads.start("test-proxy-client", () -> serve(client));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void serve(Socket client) {
        try (client) {
            // The client sends nothing else before the answer, so the reader takes no byte of the tunnel.
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
            String request = String.valueOf(reader.readLine());
            String user = "";
            for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
                if (line.startsWith(AUTHORIZATION)) {
                    user = new String(
                            Base64.getDecoder().decode(line.substring(AUTHORIZATION.length())), StandardCharsets.UTF_8);
                }
            }
            requests.add(request + " " + user);
            if (!request.startsWith("CONNECT ")) {
                answer(client, "HTTP/1.1 405 Method Not Allowed\r\n\r\n");
                return;
            }
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
                answer(client, "HTTP/1.1 200 Connection established\r\n\r\n");
                Threads.start("test-proxy-upload", () -> copy(client, server));
                copy(server, client);
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static void answer(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException closed) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}

package dev.swarmlab.support;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A TCP port, as a client without a certificate sees it. */
public record OpenPort(String host, int port) {

    private static final int PATIENCE_MILLISECONDS = 3_000;
    private static final String REQUEST = "GET /version HTTP/1.1\r\nHost: node\r\nConnection: close\r\n\r\n";

    /** Whether a program listens on the port. */
    public boolean isOpen() {
        try (Socket socket = connect()) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    /** The answer to an HTTP request without TLS; empty when there is none. */
    public String answerToHttp() {
        try (Socket socket = connect()) {
            return ask(socket);
        } catch (IOException none) {
            return "";
        }
    }

    /**
     * The answer to an HTTP request with TLS, from a client that accepts any server and has no certificate; empty when
     * there is none.
     */
    public String answerToTls() {
        try (Socket socket = connect();
                Socket tls = trustingAnyServer().getSocketFactory().createSocket(socket, host, port, true)) {
            return ask(tls);
        } catch (IOException none) {
            return "";
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLISECONDS);
        socket.setSoTimeout(PATIENCE_MILLISECONDS);
        return socket;
    }

    private static String ask(Socket socket) throws IOException {
        socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static SSLContext trustingAnyServer() {
        TrustManager anyServer = new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String kind) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String kind) {}

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        };
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {anyServer}, null);
            return context;
        } catch (GeneralSecurityException exception) {
            throw new AssertionError(exception);
        }
    }
}

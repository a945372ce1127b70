package dev.swarmlab.check;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server's response to a GET request.
 *
 * @param location the target of a redirect; empty without one
 */
record HttpResponse(int status, String location, String body) {

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3})( .*)?");
    private static final int FIRST_FINAL = 200;
    private static final int NO_CONTENT = 204;
    private static final int FIRST_REDIRECT = 300;
    private static final int NOT_MODIFIED = 304;
    private static final int FIRST_ERROR = 400;
    private static final int LONGEST_LINE = 65_536;
    private static final int HEXADECIMAL = 16;

    boolean isError() {
        return status >= FIRST_ERROR;
    }

    boolean isRedirect() {
        return isRedirect(status);
    }

    static boolean isRedirect(int status) {
        return status >= FIRST_REDIRECT && status < FIRST_ERROR;
    }

    /**
     * Reads a whole response. Interim responses with a status below 200 are skipped.
     *
     * @throws IOException if the response is not HTTP/1.0 or HTTP/1.1, or if the connection ends too early
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">HTTP/1.1</a>
     */
    static HttpResponse from(InputStream in) throws IOException {
        int status = status(in);
        Map<String, String> headers = headers(in);
        while (status < FIRST_FINAL) {
            status = status(in);
            headers = headers(in);
        }
        byte[] body = status == NO_CONTENT || status == NOT_MODIFIED ? new byte[0] : body(in, headers);
        return new HttpResponse(status, headers.getOrDefault("location", ""), new String(body, StandardCharsets.UTF_8));
    }

    private static int status(InputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            throw new EOFException("the server closed the connection without an answer");
        }
        String line = (char) first + line(in);
        Matcher matcher = STATUS_LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IOException("the answer is not HTTP: " + line);
        }
        return Integer.parseInt(matcher.group(1));
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            return chunks(in);
        }
        String length = headers.get("content-length");
        return length == null ? in.readAllBytes() : bytes(in, number(length, 10));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            int size = number(line(in).replaceFirst(";.*", "").strip(), HEXADECIMAL);
            all.writeBytes(bytes(in, size));
            if (size == 0) {
                headers(in); // skips the trailers
                return all.toByteArray();
            }
            line(in);
        }
    }

    private static int number(String text, int radix) throws IOException {
        try {
            int number = Integer.parseInt(text, radix);
            if (number >= 0) {
                return number;
            }
            throw new IOException("the answer has an invalid length: " + text);
        } catch (NumberFormatException exception) {
            throw new IOException("the answer has an invalid length: " + text, exception);
        }
    }

    private static byte[] bytes(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw incomplete();
        }
        return bytes;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() > LONGEST_LINE) {
                throw incomplete();
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    private static EOFException incomplete() {
        return new EOFException("the answer is incomplete");
    }
}

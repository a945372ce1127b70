package dev.swarmlab.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpResponseTest {

    /** @param text a response with line feeds instead of CR LF */
    private static HttpResponse read(String text) throws IOException {
        return HttpResponse.from(
                new ByteArrayInputStream(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
    }

    static Stream<Arguments> responses() {
        return Stream.of(
                arguments("HTTP/1.1 200 OK\nContent-Length: 5\n\nHello and more", 200, "", "Hello"),
                arguments("HTTP/1.1 200 OK\ncontent-length:5\n\nHello", 200, "", "Hello"),
                arguments("HTTP/1.0 200 OK\n\nto the end", 200, "", "to the end"),
                arguments("HTTP/1.1 200\n\nno phrase", 200, "", "no phrase"),
                arguments(
                        "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\nHello\n7;a=b\n, World\n0\nA: b\n\n",
                        200,
                        "",
                        "Hello, World"),
                arguments("HTTP/1.1 503 Service Unavailable\nContent-Length: 0\n\n", 503, "", ""),
                arguments("HTTP/1.1 302 Found\nLocation: /a:b\nContent-Length: 0\n\n", 302, "/a:b", ""),
                arguments("HTTP/1.1 204 No Content\n\n", 204, "", ""),
                arguments("HTTP/1.1 304 Not Modified\nContent-Length: 9\n\n", 304, "", ""),
                arguments("HTTP/1.1 103 Early Hints\nLink: a\n\nHTTP/1.1 200 OK\n\nHello", 200, "", "Hello"),
                arguments("HTTP/1.1 200 OK\nContent-Length: 3\n\n\u2603", 200, "", "\u2603"));
    }

    @ParameterizedTest
    @MethodSource("responses")
    void is_read_with_each_way_to_tell_its_length(String text, int status, String location, String body)
            throws IOException {
        assertThat(read(text)).isEqualTo(new HttpResponse(status, location, body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 O",
                "HTTP/1.1 200 OK\nContent-Le",
                "HTTP/1.1 200 OK\nContent-Length: 5\n\nHell",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\nHello\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\nHel",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\nHello\n0\n"
            })
    void is_refused_when_it_is_incomplete(String text) {
        assertThatThrownBy(() -> read(text)).hasMessage("the answer is incomplete");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-OpenSSH_9.2\n", "HTTP/2 200\n", "\n", "HTTP/1.1 OK\n"})
    void is_refused_when_it_is_not_http_1(String text) {
        assertThatThrownBy(() -> read(text)).hasMessageStartingWith("the answer is not HTTP: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: x", "Content-Length: -1", "Transfer-Encoding: chunked\n\nx"})
    void is_refused_when_its_length_is_not_a_number(String header) {
        assertThatThrownBy(() -> read("HTTP/1.1 200 OK\n" + header + "\n\nHello"))
                .hasMessageStartingWith("the answer has an invalid length: ");
    }
}

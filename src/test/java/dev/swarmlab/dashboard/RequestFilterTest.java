package dev.swarmlab.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.dashboard.RequestFilter.Refusal;
import dev.swarmlab.dashboard.RequestFilter.Request;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestFilterTest {

    private static final String TOKEN = "0123456789abcdef";
    private static final int ACCEPTED = 200;

    private final RequestFilter local = new RequestFilter(false, Set.of(), null, 9000);
    private final RequestFilter exposed = new RequestFilter(true, Set.of("lab.example"), null, 9000);
    private final RequestFilter withToken = new RequestFilter(true, Set.of(), TOKEN, 9000);

    private static int status(RequestFilter requestFilter, Request request) {
        return requestFilter.refuse(request).map(Refusal::status).orElse(ACCEPTED);
    }

    private static Request to(String host) {
        return new Request("GET", URI.create("/"), Map.of("host", host));
    }

    private static Request carrying(String link, String header, String value) {
        return new Request("GET", URI.create(link), Map.of("host", "localhost", header, value));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, 200",
        "HEAD, 200",
        "POST, 405",
        "PUT, 405",
        "DELETE, 405",
        "PATCH, 405",
        "OPTIONS, 405",
        "TRACE, 405",
        "CONNECT, 405",
        "get, 405",
        "'', 405"
    })
    void only_get_and_head_are_accepted(String method, int status) {
        assertThat(status(local, new Request(method, URI.create("/"), Map.of("host", "localhost"))))
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST | /api/terminal/open?node=manager | http://localhost:9000  | fedcba | 200
            POST | /api/terminal/input             | https://localhost:9000 | fedcba | 200
            POST | /api/terminal/open              | http://localhost:9000  | fedcbb | 403
            POST | /api/terminal/open              | http://localhost:9000  | fedcb  | 403
            POST | /api/terminal/open              | http://localhost:9000  |        | 403
            POST | /api/terminal/open              | http://evil.example    | fedcba | 403
            POST | /api/terminal/open              | http://localhost:9001  | fedcba | 403
            POST | /api/terminal/open              | null                   | fedcba | 403
            POST | /api/terminal/open              |                        | fedcba | 403
            POST | /api/state                      | http://localhost:9000  | fedcba | 405
            POST | /api/terminal                   | http://localhost:9000  | fedcba | 405
            PUT  | /api/terminal/open              | http://localhost:9000  | fedcba | 405
            """)
    void terminals_answer_only_their_own_page_with_the_token(
            String method,
            String target,
            @org.jspecify.annotations.Nullable String origin,
            @org.jspecify.annotations.Nullable String token,
            int status) {
        RequestFilter terminals = new RequestFilter(false, Set.of(), null, "fedcba", 9000);
        Map<String, String> headers = new HashMap<>(Map.of("host", "localhost:9000"));
        if (origin != null) {
            headers.put("origin", origin);
        }
        if (token != null) {
            headers.put("terminal-token", token);
        }

        assertThat(status(terminals, new Request(method, URI.create(target), headers)))
                .isEqualTo(status);
    }

    @Test
    void terminals_need_the_token_of_the_dashboard_too() {
        RequestFilter both = new RequestFilter(true, Set.of(), TOKEN, "fedcba", 9000);
        Map<String, String> headers =
                Map.of("host", "localhost:9000", "origin", "http://localhost:9000", "terminal-token", "fedcba");
        Map<String, String> withCookie = new HashMap<>(headers);
        withCookie.put("cookie", "swarmlab-9000=" + TOKEN);

        assertThat(status(both, new Request("POST", URI.create("/api/terminal/open"), headers)))
                .isEqualTo(403);
        assertThat(status(both, new Request("POST", URI.create("/api/terminal/open"), withCookie)))
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    localhost,               200, 200
                    localhost:9000,          200, 200
                    localhost:1,             200, 200
                    localhost:,              200, 200
                    LocalHost:9000,          200, 200
                    127.0.0.1,               200, 200
                    127.0.0.1:9000,          200, 200
                    [::1],                   200, 200
                    [::1]:9000,              200, 200
                    10.0.0.7,                403, 200
                    10.0.0.7:9000,           403, 200
                    [fd00::7]:9000,          403, 200
                    [FD00::7],               403, 200
                    [::ffff:10.0.0.7]:9000,  403, 200
                    lab.example,             403, 200
                    LAB.Example:80,          403, 200
                    '',                      403, 403
                    :9000,                   403, 403
                    evil.example,            403, 403
                    evil.example:9000,       403, 403
                    localhost.evil.example,  403, 403
                    evil-localhost,          403, 403
                    evil.example/localhost,  403, 403
                    localhost@evil.example,  403, 403
                    lab.example.evil,        403, 403
                    127.0.0.1.evil.example,  403, 403
                    10.0.0.7.evil.example,   403, 403
                    10.0.0,                  403, 403
                    10.0.0.7:80:90,          403, 403
                    localhost:evil,          403, 403
                    ::1,                     403, 403
                    [::1].evil.example,      403, 403
                    [evil.example],          403, 403
                    """)
    void only_allowed_host_names_are_accepted_and_addresses_when_it_is_exposed(
            String host, int whenLocal, int whenExposed) {
        assertThat(status(local, to(host))).as("on the loopback").isEqualTo(whenLocal);
        assertThat(status(exposed, to(host))).as("exposed").isEqualTo(whenExposed);
    }

    @Test
    void a_request_without_a_host_is_refused() {
        assertThat(status(exposed, new Request("GET", URI.create("/"), Map.of())))
                .isEqualTo(403);
    }

    @Test
    void another_host_name_is_refused_even_with_the_token() {
        Request request = new Request("GET", URI.create("/?token=" + TOKEN), Map.of("host", "evil.example"));

        assertThat(status(withToken, request)).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /?token=0123456789abcdef | x | y | 200
                    /api/state?token=0123456789abcdef | x | y | 200
                    / | authorization | Bearer 0123456789abcdef | 200
                    / | cookie | swarmlab-9000=0123456789abcdef | 200
                    / | cookie | theme=dark; swarmlab-9000=0123456789abcdef; other=1 | 200
                    / | cookie | theme=dark;swarmlab-9000=0123456789abcdef | 200
                    /?token=wrong | cookie | swarmlab-9000=0123456789abcdef | 200
                    / | x | y | 403
                    /?token | x | y | 403
                    /?token= | x | y | 403
                    /?token=0123456789abcde | x | y | 403
                    /?token=0123456789abcdef0 | x | y | 403
                    /?token=0123456789ABCDEF | x | y | 403
                    /?other=0123456789abcdef | x | y | 403
                    /0123456789abcdef | x | y | 403
                    / | authorization | Bearer 0123456789abcde | 403
                    / | authorization | Bearer | 403
                    / | authorization | 0123456789abcdef | 403
                    / | authorization | Basic 0123456789abcdef | 403
                    / | cookie | swarmlab-9000= | 403
                    / | cookie | swarmlab-9000=wrong | 403
                    / | cookie | swarmlab-9000 | 403
                    / | cookie | swarmlab-9001=0123456789abcdef | 403
                    / | cookie | xswarmlab-9000=0123456789abcdef | 403
                    / | cookie | x=swarmlab-9000=0123456789abcdef | 403
                    / | x-token | 0123456789abcdef | 403
                    """)
    void the_token_is_accepted_in_a_link_a_cookie_or_an_authorization_header(
            String link, String header, String value, int status) {
        assertThat(status(withToken, carrying(link, header, value))).isEqualTo(status);
    }

    @Test
    void no_token_is_required_when_there_is_none() {
        assertThat(status(exposed, carrying("/?token=whatever", "cookie", "swarmlab-9000=whatever")))
                .isEqualTo(ACCEPTED);
        assertThat(exposed.cookieFor(carrying("/?token=whatever", "x", "y"))).isEmpty();
    }

    @Test
    void a_link_with_the_token_sets_an_http_only_cookie_for_this_port() {
        assertThat(withToken.cookieFor(carrying("/?token=" + TOKEN, "x", "y")))
                .hasValue("swarmlab-9000=" + TOKEN + "; Path=/; HttpOnly; SameSite=Lax");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/?token=wrong", "/?token="})
    void other_links_set_no_cookie(String link) {
        assertThat(withToken.cookieFor(carrying(link, "cookie", "swarmlab-9000=" + TOKEN)))
                .isEmpty();
    }

    @Test
    void a_refusal_says_what_to_do() {
        assertThat(local.refuse(to("evil.example")))
                .hasValueSatisfying(refusal -> assertThat(refusal.message()).contains("--allow-host"));
        assertThat(withToken.refuse(to("localhost")))
                .hasValueSatisfying(refusal ->
                        assertThat(refusal.message()).contains("Open the link").doesNotContain(TOKEN));
    }

    @Test
    void every_token_is_different_and_has_128_bits() {
        assertThat(IntStream.range(0, 50).mapToObj(each -> Access.randomToken()))
                .allMatch(token -> token.matches("[0-9a-f]{32}"))
                .doesNotHaveDuplicates();
    }
}

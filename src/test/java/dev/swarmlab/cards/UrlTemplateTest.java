package dev.swarmlab.cards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlTemplateTest {

    @ParameterizedTest
    @CsvSource({
        "https://lab.example.org/{student}, https://lab.example.org/zoe-muller",
        "http://{lab}.example.org, http://web-7.example.org",
        "http://example.org:8080/?n={index}&l={lab}, http://example.org:8080/?n=7&l=web-7",
        "https://example.org/{lab}/{lab}, https://example.org/web-7/web-7",
        "https://example.org, https://example.org"
    })
    void placeholders_are_replaced(String template, String page) {
        Card card =
                StudentLab.of("Zoë Müller", 7, null).port("127.0.0.1", 8000, 80).card(null, template);

        assertThat(card.page()).isEqualTo(page);
        assertThat(card.hostOnly()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://example.org/{name}          | there is no placeholder {name}
            https://example.org/{Lab}/{port}    | there is no placeholder {Lab}, {port}
            https://example.org/{}              | there is no placeholder {}
            https://example.org/{lab            | a brace has no counterpart
            https://example.org/{{lab}}         | a brace has no counterpart
            ftp://example.org/{lab}             | it does not begin with https:// or http://
            javascript:alert('{lab}')           | it does not begin with https:// or http://
            example.org/{lab}                   | it does not begin with https:// or http://
            https:///{lab}                      | makes no URLs
            https://example.org/a b             | Illegal character
            """)
    void a_wrong_template_is_refused(String template, String reason) {
        assertThatThrownBy(() -> UrlTemplate.parse(template))
                .hasMessageStartingWith("--url '" + template + "' makes no URLs: ")
                .hasMessageContaining(reason)
                .extracting(failure -> ((Failure) failure).kind())
                .isEqualTo(FailureKind.WRONG_INPUT);
    }

    @Test
    void a_url_that_is_too_long_for_a_card_is_refused() {
        assertThatThrownBy(() -> UrlTemplate.parse("https://example.org/" + "a".repeat(300)))
                .hasMessageContaining("more than 300 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.org/{student}", "https://example.org/{index}/{lab}"})
    void a_lab_of_no_class_has_no_student(String template) {
        assertThatThrownBy(() -> StudentLab.named("lab").card(null, template))
                .hasMessage("the lab lab belongs to no class: {student} and {index} of --url have no value for it");
        assertThat(StudentLab.named("lab")
                        .card(null, "https://example.org/{lab}")
                        .page())
                .isEqualTo("https://example.org/lab");
    }

    @ParameterizedTest
    @CsvSource({
        "lab.example.org, lab.example.org",
        "server, server",
        "192.0.2.1, 192.0.2.1",
        "2001:db8::1, [2001:db8:0:0:0:0:0:1]"
    })
    void a_server_has_a_name_or_an_address(String text, String host) {
        assertThat(ServerAddress.parse(text).host()).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0.0.0.0",
                "::",
                "127.0.0.1",
                "::1",
                "localhost",
                "http://server",
                "a b",
                "-a",
                "a..b",
                "a_b",
                "192.0.2.300",
                "server:80",
                "<b>"
            })
    void an_address_that_students_can_not_use_is_refused(String text) {
        assertThatThrownBy(() -> ServerAddress.parse(text))
                .hasMessageStartingWith("students can't reach the server at " + text + ": ")
                .extracting(failure -> ((Failure) failure).kind())
                .isEqualTo(FailureKind.WRONG_INPUT);
    }
}

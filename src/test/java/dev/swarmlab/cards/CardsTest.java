package dev.swarmlab.cards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.cards.Card.Endpoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardsTest {

    @ParameterizedTest
    @CsvSource({
        // published on, up --bind, cards --address, the page, only the host can open it
        "127.0.0.1,,, http://127.0.0.1:8000, true",
        "127.0.0.1, 192.0.2.10,, http://127.0.0.1:8000, true",
        "127.0.0.1, 192.0.2.10, lab.example.org, http://127.0.0.1:8000, true",
        "::1,, lab.example.org, http://[0:0:0:0:0:0:0:1]:8000, true",
        "0.0.0.0,,, http://127.0.0.1:8000, true",
        "0.0.0.0, 0.0.0.0,, http://127.0.0.1:8000, true",
        "0.0.0.0, 192.0.2.10,, http://192.0.2.10:8000, false",
        "0.0.0.0,, lab.example.org, http://lab.example.org:8000, false",
        "0.0.0.0, 192.0.2.10, lab.example.org, http://lab.example.org:8000, false",
        "::, 2001:db8::10,, http://[2001:db8:0:0:0:0:0:10]:8000, false",
        "192.0.2.20,,, http://192.0.2.20:8000, false",
        "192.0.2.20, 192.0.2.10,, http://192.0.2.20:8000, false",
        "192.0.2.20,, lab.example.org, http://lab.example.org:8000, false"
    })
    void a_port_is_reached_at_the_address_on_which_it_is_published(
            String published, @Nullable String bind, @Nullable String address, String page, boolean hostOnly) {
        StudentLab lab = StudentLab.named("lab").port(published, 8000, 80);

        Card card = (bind == null ? lab : lab.boundTo(bind)).card(address, null);

        assertThat(card.page()).isEqualTo(page);
        assertThat(card.hostOnly()).isEqualTo(hostOnly);
        assertThat(card.qr().isEmpty()).isEqualTo(hostOnly);
    }

    @ParameterizedTest
    @CsvSource({
        "80, tcp, http://192.0.2.20:8000, http://192.0.2.20:8000",
        "443, tcp, https://192.0.2.20:8000, https://192.0.2.20:8000",
        "5432, tcp,, 192.0.2.20:8000/tcp",
        "80, udp,, 192.0.2.20:8000/udp"
    })
    void only_a_port_for_http_is_a_url(int nodePort, String protocol, @Nullable String page, String text) {
        Card card = StudentLab.named("lab")
                .port("192.0.2.20", 8000, nodePort, protocol)
                .card();

        assertThat(card.page()).isEqualTo(page);
        assertThat(card.endpoints())
                .containsExactly(new Endpoint(page, "192.0.2.20:8000", "manager", nodePort, protocol))
                .extracting(Endpoint::text)
                .containsExactly(text);
    }

    @Test
    void the_page_is_the_first_port_for_http_in_the_order_of_the_ports_of_nodes() {
        Card card = StudentLab.named("lab")
                .port("0.0.0.0", 10900, 9000)
                .port("0.0.0.0", 10080, 80)
                .port("::", 10080, 80)
                .port("0.0.0.0", 10022, 22)
                .card("lab.example.org", null);

        assertThat(card.page()).isEqualTo("http://lab.example.org:10080");
        assertThat(card.endpoints())
                .extracting(Endpoint::text)
                .containsExactly(
                        "lab.example.org:10022/tcp", "http://lab.example.org:10080", "http://lab.example.org:10900");
    }

    @Test
    void a_lab_of_a_class_has_a_student() {
        Card card = StudentLab.of("Ann Smith", 3, "ann@example.org").card();

        assertThat(card)
                .extracting(Card::className, Card::student, Card::index, Card::email, Card::title)
                .containsExactly("web", "Ann Smith", 3, "ann@example.org", "Ann Smith");
        assertThat(card.registry()).isEqualTo("localhost:5000");
    }

    @Test
    void a_lab_of_no_class_has_none() {
        assertThat(StudentLab.named("lab").card())
                .extracting(Card::className, Card::student, Card::index, Card::email, Card::page, Card::title)
                .containsExactly(null, null, null, null, null, "lab");
    }

    @ParameterizedTest
    @CsvSource({
        ",, swarmlab dashboard web-1 --terminal",
        "127.0.0.1,, swarmlab dashboard web-1 --terminal",
        "192.0.2.10, docker context import swarmlab-web-1 context.tar,"
                + " swarmlab dashboard web-1 --terminal --bind 192.0.2.10"
    })
    void students_import_a_context_if_the_managers_are_published(
            @Nullable String bind, @Nullable String contextImport, String terminal) {
        StudentLab lab = StudentLab.of("ann", 1, null);

        Card.Commands commands = (bind == null ? lab : lab.boundTo(bind)).card().commands();

        assertThat(commands.contextImport()).isEqualTo(contextImport);
        assertThat(commands.docker())
                .isEqualTo(contextImport == null ? null : "docker --context swarmlab-web-1 node ls");
        assertThat(commands.terminal()).isEqualTo(terminal);
        assertThat(commands.env()).isEqualTo("eval \"$(swarmlab env --lab web-1)\"");
    }
}

package dev.swarmlab.cards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardFormatTest {

    private static final List<Card> ANN = List.of(StudentLab.of("Ann Smith", 1, "ann@example.org")
            .boundTo("192.0.2.10")
            .port("0.0.0.0", 10417, 80)
            .port("0.0.0.0", 10022, 22)
            .card());

    private static List<Card> named(String student) {
        return List.of(StudentLab.of(student, 1, null).card());
    }

    @Test
    void text_is_a_block_for_each_card() {
        assertThat(CardFormat.TEXT.format(
                        List.of(ANN.get(0), StudentLab.named("lab").card()), false))
                .isEqualTo("""
                        Ann Smith (web-1)
                        page      http://192.0.2.10:10417
                        port      192.0.2.10:10022/tcp -> manager:22
                                  http://192.0.2.10:10417 -> manager:80
                        registry  localhost:5000 (registry:5000 on the nodes)
                        docker    docker context import swarmlab-web-1 context.tar
                                  docker --context swarmlab-web-1 node ls
                        server    eval "$(swarmlab env --lab web-1)"
                                  docker --context $(swarmlab context create --lab web-1) node ls
                        terminal  swarmlab dashboard web-1 --terminal --bind 192.0.2.10

                        lab
                        registry  localhost:5000 (registry:5000 on the nodes)
                        server    eval "$(swarmlab env --lab lab)"
                                  docker --context $(swarmlab context create --lab lab) node ls
                        terminal  swarmlab dashboard lab --terminal
                        """);
    }

    @Test
    void text_has_a_qr_code_if_it_is_wanted() {
        String qr = QrImage.of("http://192.0.2.10:10417").text();

        assertThat(CardFormat.TEXT.format(ANN, false)).doesNotContain("█");
        assertThat(CardFormat.TEXT.format(ANN, true)).endsWith(qr);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u001b[31m", "a\u202eb", "a\nb", "a\u0007"})
    void text_and_html_contain_no_control_characters_of_a_name(String name) {
        assertThat(CardFormat.TEXT.format(named(name), false))
                .startsWith("a\uFFFD")
                .doesNotContainPattern("[\u001b\u202e\u0007]");
        assertThat(CardFormat.HTML.format(named(name), false)).contains("<h2>a\uFFFD");
    }

    @Test
    void json_has_the_same_keys_for_every_card() throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree(CardFormat.JSON.format(
                        List.of(ANN.get(0), StudentLab.named("lab").card()), true));

        for (JsonNode card : json) {
            assertThat(card.fieldNames())
                    .toIterable()
                    .containsExactly(
                            "lab",
                            "class",
                            "student",
                            "index",
                            "email",
                            "page",
                            "hostOnly",
                            "endpoints",
                            "registry",
                            "commands");
            assertThat(card.path("commands").fieldNames())
                    .toIterable()
                    .containsExactly("env", "context", "contextImport", "docker", "terminal");
        }
        assertThat(json.path(0).path("page").asText()).isEqualTo("http://192.0.2.10:10417");
        assertThat(json.path(0).path("endpoints").path(0).toString())
                .isEqualTo(
                        "{\"url\":null,\"host\":\"192.0.2.10:10022\",\"node\":\"manager\",\"port\":22,\"protocol\":\"tcp\"}");
        assertThat(json.path(1).path("student").isNull()).isTrue();
    }

    @Test
    void csv_has_a_header_and_a_line_for_each_card() {
        assertThat(CardFormat.CSV.format(ANN, false))
                .isEqualTo(
                        "lab,class,student,index,email,page,hostOnly,endpoints,registry,env,context,contextImport,docker,terminal\r\n"
                                + "web-1,web,Ann Smith,1,ann@example.org,http://192.0.2.10:10417,false,"
                                + "192.0.2.10:10022/tcp http://192.0.2.10:10417,localhost:5000,"
                                + "\"eval \"\"$(swarmlab env --lab web-1)\"\"\","
                                + "docker --context $(swarmlab context create --lab web-1) node ls,"
                                + "docker context import swarmlab-web-1 context.tar,docker --context swarmlab-web-1 node ls,"
                                + "swarmlab dashboard web-1 --terminal --bind 192.0.2.10\r\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Ann           | Ann
            Ann, Bob      | "Ann, Bob"
            Ann "A" Smith | "Ann ""A"" Smith"
            =1+1          | '=1+1
            +49           | '+49
            -1            | '-1
            @SUM(A1)      | '@SUM(A1)
            =HYPERLINK("x","y") | "'=HYPERLINK(""x"",""y"")"
            A=1           | A=1
            """)
    void csv_is_quoted_and_contains_no_formulas(String name, String field) {
        assertThat(CardFormat.CSV.format(named(name), false)).contains("\r\nweb-1,web," + field + ",1,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "\"><img src=x>", "' & </title>", "&amp;"})
    void html_contains_names_as_text_only(String name) {
        String html = CardFormat.HTML.format(named(name), false);

        assertThat(html)
                .contains("<h2>"
                        + name.replace("&", "&amp;")
                                .replace("<", "&lt;")
                                .replace(">", "&gt;")
                                .replace("\"", "&quot;")
                                .replace("'", "&#39;")
                        + "</h2>")
                .doesNotContain(name.equals("&amp;") ? "<h2>&amp;</h2>" : name);
    }

    @Test
    void html_needs_no_other_file() {
        assertThat(CardFormat.HTML.format(ANN, false))
                .contains("<svg class=\"qr\"", "<dd class=\"page\"><code>http://192.0.2.10:10417</code></dd>")
                .doesNotContainPattern("(?i)\\b(src|href)=|url\\(|@import|<(script|link|iframe|img)");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "6, 6", "7, 6 1", "12, 6 6", "13, 6 6 1"})
    void html_has_six_cards_on_a_page(int cards, String onPages) {
        List<Card> all = IntStream.rangeClosed(1, cards)
                .mapToObj(index -> StudentLab.of("s" + index, index, null).card())
                .toList();

        List<String> pages =
                List.of(CardFormat.HTML.format(all, false).split(Pattern.quote("<section class=\"sheet\">")));

        assertThat(pages.stream().skip(1).map(page -> String.valueOf(page.split("<article", -1).length - 1)))
                .containsExactly(onPages.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"a.html, HTML", "a.HTM, HTML", "a.csv, CSV", "a.json, JSON", "a.txt, TEXT", "a.pdf,", "html,"})
    void a_file_has_the_format_of_its_extension(String name, @Nullable CardFormat format) {
        assertThat(CardFormat.of(Path.of(name)).orElse(null)).isEqualTo(format);
    }
}

package dev.swarmlab.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class CheckReportTest {

    private static final CheckReport REPORT = new CheckReport(
            "shop",
            List.of(
                    new CheckResult("six echoes", Outcome.PASSED, "", "never shown", Duration.ofMillis(1234)),
                    new CheckResult(
                            "front door", Outcome.FAILED, "Connection refused", "docker ps", Duration.ofSeconds(30)),
                    new CheckResult("mesh", Outcome.UNAVAILABLE, "no ip_vs", null, Duration.ZERO),
                    new CheckResult("back door", Outcome.FAILED, "status 500", null, Duration.ofSeconds(30))));

    private static CheckReport of(Outcome... outcomes) {
        return new CheckReport(
                "shop",
                List.of(outcomes).stream()
                        .map(outcome -> new CheckResult("x", outcome, "", null, Duration.ZERO))
                        .toList());
    }

    @Test
    void the_table_has_a_line_for_each_check_then_reasons_and_hints() {
        assertThat(REPORT.table()).isEqualTo("""
                        CHECK          RESULT        TIME
                        ✓ six echoes   passed        1.2 s
                        ✗ front door   failed        30.0 s
                        - mesh         unavailable   0.0 s
                        ✗ back door    failed        30.0 s

                        ✗ front door: Connection refused
                          docker ps

                        - mesh: no ip_vs

                        ✗ back door: status 500

                        1 passed, 2 failed, 1 unavailable
                        """);
    }

    @Test
    void json_has_the_same_results() {
        assertThat(REPORT.data())
                .isEqualTo(new CheckReport.Data(
                        "shop",
                        1,
                        2,
                        1,
                        List.of(
                                new CheckReport.Line("six echoes", "passed", "", "never shown", 1.234),
                                new CheckReport.Line("front door", "failed", "Connection refused", "docker ps", 30),
                                new CheckReport.Line("mesh", "unavailable", "no ip_vs", null, 0),
                                new CheckReport.Line("back door", "failed", "status 500", null, 30))));
    }

    @Test
    void the_summary_counts_each_outcome() {
        assertThat(of().summary()).isEqualTo("no checks");
        assertThat(of(Outcome.PASSED, Outcome.PASSED).summary()).isEqualTo("2 passed");
        assertThat(of(Outcome.UNAVAILABLE, Outcome.PASSED).summary()).isEqualTo("1 passed, 1 unavailable");
    }

    @Test
    void only_a_failed_check_makes_the_report_fail() {
        assertThat(REPORT.hasFailed()).isTrue();
        assertThat(of(Outcome.PASSED, Outcome.UNAVAILABLE).hasFailed()).isFalse();
    }

    private static Document parsed(String xml) throws IOException, SAXException, ParserConfigurationException {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static Element first(Document document, String tag) {
        return (Element) document.getElementsByTagName(tag).item(0);
    }

    @Test
    void junit_xml_is_a_test_suite() throws Exception {
        assertThat(REPORT.junit().text())
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
                .endsWith("</testsuite>\n");
        Document document = parsed(REPORT.junit().text());

        Element suite = document.getDocumentElement();
        assertThat(suite.getAttribute("name")).isEqualTo("shop");
        assertThat(suite.getAttribute("tests")).isEqualTo("4");
        assertThat(suite.getAttribute("failures")).isEqualTo("2");
        assertThat(suite.getAttribute("skipped")).isEqualTo("1");
        assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(4);
        assertThat(first(document, "testcase").getAttribute("time")).isEqualTo("1.234");
        assertThat(first(document, "testcase").getAttribute("name")).isEqualTo("six echoes");
        assertThat(first(document, "failure").getAttribute("message")).isEqualTo("Connection refused");
        assertThat(first(document, "failure").getTextContent()).isEqualTo("docker ps");
        assertThat(((Element) first(document, "failure").getParentNode()).getAttribute("name"))
                .isEqualTo("front door");
        assertThat(first(document, "skipped").getAttribute("message")).isEqualTo("no ip_vs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<b> & \"quotes\" 'too' ]]>", "über 日本 😀", "a{b}$1\\n"})
    void junit_xml_escapes_texts(String text) throws Exception {
        Document document = parsed(failing(text).junit().text());

        assertThat(first(document, "failure").getAttribute("message")).isEqualTo(text);
        assertThat(first(document, "failure").getTextContent()).isEqualTo(text);
        assertThat(first(document, "testcase").getAttribute("name")).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u0001", "\u001B", "\u000B", "\uFFFE", "\uD83D", "\uDE00"})
    void junit_xml_replaces_characters_that_xml_cannot_contain(String text) throws Exception {
        Document document = parsed(failing("a" + text + "b").junit().text());

        assertThat(first(document, "failure").getAttribute("message")).isEqualTo("a\uFFFDb");
        assertThat(first(document, "failure").getTextContent()).isEqualTo("a\uFFFDb");
    }

    private static CheckReport failing(String text) {
        return new CheckReport("shop", List.of(new CheckResult(text, Outcome.FAILED, text, text, Duration.ZERO)));
    }
}

package dev.swarmlab.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    private static String apply(String text) {
        return Redaction.of("lab", "", Map.of()).apply(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            join --token SWMTKN-1-0ab-cd 10.0.0.1:2377 | join --token # 10.0.0.1:2377
            unlock SWMKEY-1-ab+/c= now                 | unlock # now
            https://ann:pw@registry.test/v2            | https://#@registry.test/v2
            https://token@registry.test/v2             | https://#@registry.test/v2
            tcp://ann:pw@host:2375                     | tcp://ann:#@host:2375
            ssh://ann@host                             | ssh://ann@host
            Authorization: Bearer abcdefghijklmnop     | Authorization: Bearer #
            X-Registry-Auth: abcdefghijklmnopq==       | X-Registry-Auth: #
            GET /blob?X-Amz-Signature=ab12&x=1         | GET /blob?X-Amz-Signature=#&x=1
            msg="form data: {\\"Env\\":[\\"A=b\\"]}"   | msg="form data: #
            DB_PASSWORD=pw DB=x                        | DB_PASSWORD=# DB=x
            password: pw                               | password: #
            password: "two words" # why                | password: "#" # why
            {"apiKey": "pw", "name": "x"}              | {"apiKey": "#", "name": "x"}
            {\\"password\\":\\"pw\\",\\"a\\":1}        | {\\"password\\":\\"#\\",\\"a\\":1}
            password: ${PASSWORD}                      | password: ${PASSWORD}
            DB_PASSWORD=$2y$10$pw                      | DB_PASSWORD=#
            docker secret ls                           | docker secret ls
            secrets: [web]                             | secrets: [web]
            """)
    void removes_secrets_and_keeps_what_is_around_them(String text, String expected) {
        String removed = expected.replaceFirst("#(?! why)", "<removed>");

        assertThat(apply(text)).isEqualTo(removed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRIVATE KEY", "RSA PRIVATE KEY", "OPENSSH PRIVATE KEY", "ENCRYPTED PRIVATE KEY"})
    void removes_keys_in_every_form(String kind) {
        String begin = "-----BEGIN " + kind + "-----";
        String end = "-----END " + kind + "-----";

        assertThat(apply("a " + begin + "\nMIIE\nAB==\n" + end + " b")).isEqualTo("a <removed> b");
        assertThat(apply("\"" + begin + "\\nMIIE\\n" + end + "\\n\"")).isEqualTo("\"<removed>\\n\"");
        assertThat(apply("a " + begin + "\nMIIE\n")).isEqualTo("a <removed>");
        assertThat(apply("MIIE\n" + end + " b")).isEqualTo("<removed> b");
        assertThat(apply(begin + "1" + end + " and " + begin + "2" + end)).isEqualTo("<removed> and <removed>");
    }

    @Test
    void keeps_certificates() {
        String certificate = "-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----\n";

        assertThat(apply(certificate)).isEqualTo(certificate);
    }

    @ParameterizedTest
    @CsvSource({
        "name: ${A}, A, hunter2, true",
        "name: $A, A, hunter2, true",
        "name: ${B:-${A}}, A, hunter2, true",
        "name: ${A}, A, 'two \"words\"', true",
        "name: lab, DB_PASSWORD, hunter2, true",
        "name: lab, A, hunter2, false",
        "name: $$A, A, hunter2, false",
        "name: ${A:-hunter2}, A, hunter2, false",
        "name: ${A}, A, 18080, false",
        "name: ${A}, A, true, false",
        "name: ${A}, A, abc, false",
        "name: ${A}, A, lab, false"
    })
    void removes_values_of_variables(String labFile, String variable, String value, boolean isRemoved) {
        Redaction redaction = Redaction.of("lab", labFile, Map.of(variable, value));

        assertThat(redaction.apply("the " + value + "!")).isEqualTo("the " + (isRemoved ? "<removed>" : value) + "!");
        assertThat(redaction.apply(value.replace("\"", "\\\"")).contains("<removed>"))
                .isEqualTo(isRemoved);
    }
}

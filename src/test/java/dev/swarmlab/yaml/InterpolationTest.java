package dev.swarmlab.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpolationTest {

    private final Interpolation interpolation =
            new Interpolation(Map.of("SET", "value", "EMPTY", "", "_a1", "x"), Map.of());

    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "$SET, value",
        "${SET}, value",
        "a${SET}b$SET-c, avaluebvalue-c",
        "$_a1${_a1}, xx",
        "${SET:-other}, value",
        "${SET-other}, value",
        "${EMPTY:-other}, other",
        "${EMPTY-other}, ''",
        "${UNSET:-other}, other",
        "${UNSET-other}, other",
        "${UNSET:-}, ''",
        "${SET:+other}, other",
        "${EMPTY:+other}, ''",
        "${EMPTY+other}, other",
        "${UNSET+other}, ''",
        "${SET:?message}, value",
        "${EMPTY?message}, ''",
        "${UNSET:-${SET}}, value",
        "${UNSET:-a${ALSO:-b}c}, abc",
        "${UNSET:-a:-b}, a:-b",
        "${SET:-${UNSET}}, value",
        "$$SET, $SET",
        "$${SET}, ${SET}",
        "$$$SET, $value",
        "100 $$, 100 $"
    })
    void replaces_variables_as_compose_does(String text, String expected) throws Interpolation.Unresolved {
        assertThat(interpolation.apply(text)).isEqualTo(expected);
    }
}

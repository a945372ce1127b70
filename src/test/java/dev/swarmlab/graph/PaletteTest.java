package dev.swarmlab.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.swarmlab.graph.Palette.Colour;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PaletteTest {

    static Stream<Colour> colours() {
        return IntStream.range(0, 12).mapToObj(Palette::of);
    }

    @ParameterizedTest
    @MethodSource("colours")
    void text_on_a_colour_has_enough_contrast(Colour colour) {
        assertThat(colour.contrast(colour.textColour())).isGreaterThanOrEqualTo(4.5);
    }

    @Test
    void there_are_twelve_colours() {
        assertThat(colours()).doesNotHaveDuplicates().hasSize(12);
        assertThat(Palette.of(12)).isEqualTo(Palette.of(0));
    }

    @ParameterizedTest
    @CsvSource({"#ffffff, #000000, 21", "#777777, #ffffff, 4.48", "#0072b2, #0072b2, 1"})
    void contrast_is_calculated_as_wcag_does(String one, String other, double contrast) {
        assertThat(new Colour(one).contrast(new Colour(other))).isCloseTo(contrast, within(0.01));
    }
}

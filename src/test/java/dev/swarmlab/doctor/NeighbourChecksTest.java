package dev.swarmlab.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeighbourChecksTest {

    private static Requirements lab(int nodes) {
        return new Requirements("", nodes, List.of(), 0, BigDecimal.ZERO, List.of());
    }

    private static KernelFacts table(String size) {
        return KernelFacts.parse("neighbours=" + size);
    }

    @ParameterizedTest
    @CsvSource({
        // the size of the table, nodes, whether there is a warning
        "1024, 4, false",
        "1024, 30, false",
        "1024, 31, true",
        "8192, 41, false",
        "'', 41, false"
    })
    void a_table_that_is_too_small_for_a_lab_is_found(String size, int nodes, boolean isFound) {
        assertThat(NeighbourChecks.of(table(size), lab(nodes)).isPresent()).isEqualTo(isFound);
    }

    @ParameterizedTest
    @CsvSource({"1024, 41, 8192", "1024, 100, 20450"})
    void the_proposed_size_is_enough(String size, int nodes, String proposed) {
        assertThat(NeighbourChecks.of(table(size), lab(nodes)).orElseThrow().fix())
                .isEqualTo("On the engine's host: sysctl -w net.ipv4.neigh.default.gc_thresh3=" + proposed);
    }

    @ParameterizedTest
    @CsvSource({"1024, 4, 40", "1024, 2, 111", "1024, 41, 0"})
    void limits_the_labs_of_a_class(String size, int nodes, long labs) {
        assertThat(NeighbourChecks.limit(table(size), lab(nodes)).orElseThrow().labs())
                .isEqualTo(labs);
    }
}

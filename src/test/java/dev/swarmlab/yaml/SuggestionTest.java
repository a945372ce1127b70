package dev.swarmlab.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {

    private static final List<String> WORDS = List.of("name", "node", "managers", "workers", "ports");

    @ParameterizedTest
    @CsvSource({"manager, managers", "WORKERS, workers", "wrokers, workers", "prots, ports", "nam, name", "nodes, node"
    })
    void guesses_what_was_meant(String written, String meant) {
        assertThat(Suggestion.closest(written, WORDS)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"x", "registry", "stacks", "name-of-the-lab"})
    void guesses_nothing_when_nothing_is_close(String written) {
        assertThat(Suggestion.closest(written, WORDS)).isEmpty();
    }
}

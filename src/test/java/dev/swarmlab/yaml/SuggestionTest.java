package dev.swarmlab.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {

    private static final List<String> NAMES = List.of("name", "node", "managers", "workers", "ports");

    @ParameterizedTest
    @CsvSource({"manager, managers", "WORKERS, workers", "wrokers, workers", "prots, ports", "nam, name", "nodes, node"
    })
    void suggests_a_similar_name(String misspelt, String suggested) {
        assertThat(Suggestion.closest(misspelt, NAMES)).contains(suggested);
    }

    @ParameterizedTest
    @CsvSource({"x", "registry", "stacks", "name-of-the-lab"})
    void suggests_nothing_if_no_name_is_similar(String misspelt) {
        assertThat(Suggestion.closest(misspelt, NAMES)).isEmpty();
    }
}

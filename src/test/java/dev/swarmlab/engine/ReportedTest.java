package dev.swarmlab.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportedTest {

    @ParameterizedTest
    @CsvSource({
        "created, CREATED",
        "running, RUNNING",
        "paused, PAUSED",
        "restarting, RESTARTING",
        "removing, REMOVING",
        "exited, EXITED",
        "dead, DEAD",
        "hibernating, UNKNOWN",
        "Running, UNKNOWN",
        "'', UNKNOWN",
    })
    void a_text_has_a_constant_and_is_kept(String text, ContainerState constant) {
        Reported<ContainerState> state = ContainerState.of(text);

        assertThat(state.value()).isEqualTo(constant);
        assertThat(state.is(constant)).isTrue();
        assertThat(state).hasToString(text);
        assertThat(state.isEmpty()).isEqualTo(text.isEmpty());
    }

    @Test
    void a_constant_has_the_text_that_daemons_have_for_it() {
        assertThat(Reported.of(ContainerState.RUNNING)).isEqualTo(ContainerState.of("running"));
    }

    @Test
    void two_unknown_states_differ() {
        assertThat(ContainerState.of("hibernating")).isNotEqualTo(ContainerState.of("sleeping"));
    }

    @Test
    void json_has_the_text() {
        assertThat(new ObjectMapper()
                        .<JsonNode>valueToTree(List.of(ContainerState.of("running"), ContainerState.of("new"))))
                .hasToString("[\"running\",\"new\"]");
    }
}

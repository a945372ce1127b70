package dev.swarmlab.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.fake.FakeLab;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuorumCheckTest {

    private static final String PROMOTE =
            "Promote workers first, as with: swarmlab node promote --lab lab worker01 worker02";
    private static final String START = "Start the stopped managers first with: swarmlab node start --lab lab ";

    private static FakeLab lab(int managers, String stopped) {
        FakeLab lab = new FakeLab("managers: " + managers + "\nworkers: 2").joined();
        names(stopped).forEach(name -> lab.engine.end("swarmlab-lab-" + name, "Exited (0)", ""));
        return lab;
    }

    private static Stream<String> names(String text) {
        return Stream.of(text.split(" ")).filter(name -> !name.isEmpty());
    }

    private static void check(FakeLab lab, String names, BiConsumer<QuorumCheck, List<EngineContainer>> check) {
        LabClient client = lab.open();
        check.accept(new QuorumCheck(client), names(names).map(client::node).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "3, '', worker01 worker02",
        "3, '', manager",
        "3, '', manager02 worker01",
        "3, manager03, manager03",
        "5, manager05, manager04",
        "5, '', manager manager02",
        "1, manager, manager",
        "3, manager02 manager03, manager"
    })
    void nodes_may_be_stopped_if_a_quorum_remains_or_is_already_lost(int managers, String stopped, String names) {
        FakeLab lab = lab(managers, stopped);

        assertThatCode(() -> check(lab, names, QuorumCheck::beforeStop)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "1, '', manager, manager, '0 of 1 manager would answer, and 1 is needed'",
        "3, '', manager manager02 worker01, manager and manager02, '1 of 3 managers would answer, and 2 are needed'",
        "3, manager03, manager, manager, '1 of 3 managers would answer, and 2 are needed'",
        "5, manager05 manager04, manager02, manager02, '2 of 5 managers would answer, and 3 are needed'"
    })
    void managers_that_the_quorum_needs_may_not_be_stopped(
            int managers, String stopped, String names, String named, String reason) {
        FakeLab lab = lab(managers, stopped);

        Failure failure = catchThrowableOfType(Failure.class, () -> check(lab, names, QuorumCheck::beforeStop));

        assertThat(failure).hasMessage("stopping " + named + " would leave the swarm without a quorum: " + reason);
        String inOrder = stopped.equals("manager05 manager04") ? "manager04 manager05" : stopped;
        assertThat(failure.advice()).isEqualTo(stopped.isEmpty() ? PROMOTE : START + inOrder);
    }

    /** After a promotion by hand, the labels of the container still say that it is a worker. */
    @Test
    void a_promoted_worker_counts_as_a_manager() {
        FakeLab lab = lab(1, "");
        lab.swarm.role("worker01", "manager");

        Failure failure = catchThrowableOfType(Failure.class, () -> check(lab, "worker01", QuorumCheck::beforeStop));

        assertThat(failure).hasMessageContaining("1 of 2 managers would answer, and 2 are needed");
    }

    @ParameterizedTest
    @CsvSource({
        "3, '', manager02",
        "3, '', manager manager02",
        "3, manager03, manager03",
        "3, '', worker01",
        "1, '', worker01"
    })
    void nodes_may_be_demoted_if_a_quorum_remains(int managers, String stopped, String names) {
        FakeLab lab = lab(managers, stopped);

        assertThatCode(() -> check(lab, names, QuorumCheck::beforeDemotion)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 | ''                  | manager                    | the last manager of the swarm can't be demoted
            3 | ''                  | manager manager02 manager03 | the last manager of the swarm can't be demoted
            3 | manager03           | manager02                  | 1 of 2 managers would answer, and 2 are needed
            1 | manager             | manager                    | no manager of the lab lab answers
            """)
    void other_managers_may_not_be_demoted(int managers, String stopped, String names, String message) {
        FakeLab lab = lab(managers, stopped);

        Failure failure = catchThrowableOfType(Failure.class, () -> check(lab, names, QuorumCheck::beforeDemotion));

        assertThat(failure).hasMessageContaining(message);
    }
}

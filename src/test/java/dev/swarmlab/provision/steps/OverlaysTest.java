package dev.swarmlab.provision.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.fake.FakeLab;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The overlay networks of a swarm and those of the lab file. */
class OverlaysTest {

    private static final Map<String, String> OURS = Map.of(Labels.LAB, "lab");

    private static FakeLab lab(String networks) {
        return new FakeLab("workers: 1\nnetworks: [" + networks + "]").joined();
    }

    private static void run(FakeLab lab) {
        new CreateOverlays(lab.run()).run();
        new RemoveOverlays(lab.run()).run();
    }

    private static List<String> asked(FakeLab lab, String what) {
        return lab.swarm.hooks.calls("manager " + what);
    }

    @Test
    void are_created_with_the_settings_of_the_lab_file() {
        FakeLab lab = lab("localnet, {name: secure, encrypted: true, subnet: 10.9.0.0/24, attachable: false}");

        run(lab);

        assertThat(lab.swarm.networks()).containsExactly("localnet", "secure");
        assertThat(asked(lab, "POST /networks/create"))
                .extracting(call -> call.replaceFirst(".*?\\{", "{"))
                .anyMatch(body -> body.contains("\"Name\":\"localnet\"")
                        && body.contains("\"Driver\":\"overlay\"")
                        && body.contains("\"Attachable\":true")
                        && !body.contains("encrypted")
                        && !body.contains("IPAM"))
                .anyMatch(body -> body.contains("\"Name\":\"secure\"")
                        && body.contains("\"Attachable\":false")
                        && body.contains("\"Options\":{\"encrypted\":\"\"}")
                        && body.contains("\"IPAM\":{\"Config\":[{\"Subnet\":\"10.9.0.0/24\"}]}"))
                .allMatch(body -> body.contains("\"dev.swarmlab.lab\":\"lab\""));
    }

    @Test
    void are_kept_when_they_exist() {
        FakeLab lab = lab("localnet, {name: secure, encrypted: true, subnet: 10.9.0.0/24, attachable: false}");
        run(lab);

        run(lab);

        assertThat(asked(lab, "POST /networks/create")).hasSize(2);
        assertThat(asked(lab, "DELETE")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "true, true, 10.9.0.0/24, 'encrypted true -> false'",
        "false, false, 10.9.0.0/24, 'attachable false -> true'",
        "true, true, 10.8.0.0/24, 'subnet 10.8.0.0/24 -> 10.9.0.0/24, encrypted true -> false'"
    })
    void with_other_settings_are_created_again(boolean encrypted, boolean attachable, String subnet, String changes) {
        FakeLab lab = lab("{name: mine, subnet: 10.9.0.0/24}");
        lab.swarm.withNetwork("mine", encrypted, attachable, subnet, OURS);

        run(lab);

        assertThat(lab.said).containsExactly("the network mine is created again: " + changes);
        assertThat(asked(lab, "DELETE /networks")).hasSize(1);
        assertThat(asked(lab, "POST /networks/create"))
                .singleElement()
                .asString()
                .contains("10.9.0.0/24");
    }

    @Test
    void with_other_settings_are_reported_when_the_user_has_created_them() {
        FakeLab lab = lab("{name: mine, subnet: 10.9.0.0/24}");
        lab.swarm.withNetwork("mine", true, true, "10.9.0.0/24", Map.of());

        Failure failure = catchThrowableOfType(Failure.class, () -> run(lab));

        assertThat(failure)
                .hasMessage("the network mine exists with other settings than in the lab file: encrypted true -> false:"
                        + " swarmlab did not create it");
        assertThat(failure.advice()).contains("docker network rm mine\n");
        assertThat(lab.swarm.networks()).containsExactly("mine");
    }

    @Test
    void with_other_settings_are_reported_when_a_service_of_the_user_uses_them() {
        FakeLab lab = lab("mine");
        lab.swarm.withNetwork("mine", true, true, "10.9.0.0/24", OURS);
        lab.swarm.hooks.failing(
                "manager DELETE /networks", () -> new EngineException(400, "network mine is in use by service x"));

        Failure failure = catchThrowableOfType(Failure.class, () -> run(lab));

        assertThat(failure).hasMessageContaining("network mine is in use by service x");
        assertThat(asked(lab, "POST /networks")).isEmpty();
    }

    @Test
    void without_a_subnet_in_the_lab_file_may_have_any_subnet() {
        FakeLab lab = lab("mine");
        lab.swarm.withNetwork("mine", false, true, "10.8.0.0/24", Map.of());

        run(lab);

        assertThat(asked(lab, "POST")).isEmpty();
    }

    @Test
    void are_removed_when_the_lab_file_no_longer_names_them_but_not_those_of_the_user() {
        FakeLab lab = lab("");
        lab.swarm.withNetwork("old", false, true, "10.8.0.0/24", OURS);
        lab.swarm.withNetwork("theirs", false, true, "10.7.0.0/24", Map.of());
        lab.swarm.withNetwork("ingress", false, false, "10.0.0.0/24", Map.of());

        run(lab);

        assertThat(lab.swarm.networks()).containsExactly("ingress", "theirs");
        assertThat(lab.said).containsExactly("removed the network old");
    }

    @Test
    void that_are_in_use_stay() {
        FakeLab lab = lab("");
        lab.swarm.withNetwork("old", false, true, "10.8.0.0/24", OURS);
        lab.swarm.hooks.failing(
                "manager DELETE /networks", () -> new EngineException(400, "network old is in use by service x"));

        run(lab);

        assertThat(lab.swarm.networks()).containsExactly("old");
        assertThat(lab.said).containsExactly("kept the network old: network old is in use by service x");
    }

    @Test
    void an_error_of_the_manager_ends_the_step() {
        FakeLab lab = lab("localnet");
        lab.swarm.hooks.failing("manager POST /networks/create", () -> new EngineException(400, "pool overlaps"));

        assertThatThrownBy(() -> run(lab)).hasMessageContaining("pool overlaps");
    }
}

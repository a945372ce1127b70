package dev.swarmlab.provision.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.engine.Engine.ExecResult;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.fake.FakeService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployStacksTest {

    @TempDir
    private Path folder = Path.of("");

    /** A lab with these stacks. docker deploys one service for each of them. */
    private FakeLab lab(String... stacks) {
        StringBuilder yaml = new StringBuilder("workers: 1\nstacks: {");
        for (String stack : stacks) {
            yaml.append(stack).append(": '").append(file()).append("', ");
        }
        FakeLab lab = new FakeLab(yaml + "}").joined();
        for (String stack : stacks) {
            lab.engine.answering("'" + stack + "'", () -> {
                lab.swarm.running(FakeService.replicated(stack + "_api", 1).stack(stack), "worker01");
                return new ExecResult(0, "");
            });
        }
        lab.engine.answering("docker stack rm", 0, "");
        return lab;
    }

    private Path file() {
        try {
            return Files.writeString(folder.resolve("stack.yml"), "services: {api: {image: x}}");
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static void run(FakeLab lab) {
        new DeployStacks(lab.run()).run();
    }

    /** The stacks that docker has deployed or removed. */
    private static List<String> asked(FakeLab lab, String command) {
        return lab.engine.hooks.calls("execute swarmlab-lab-manager").stream()
                .filter(call -> call.contains("docker stack " + command))
                .map(call -> call.substring(call.lastIndexOf(' ') + 1).replace("'", ""))
                .toList();
    }

    private static void recorded(FakeLab lab, String stacks) {
        lab.open().ask(manager -> {
            manager.swarm().label(Map.of(Labels.STACKS, stacks));
            return true;
        });
    }

    @Test
    void are_deployed_in_the_order_of_the_lab_file_and_recorded_on_the_swarm() {
        FakeLab lab = lab("shop", "monitor");

        run(lab);

        assertThat(asked(lab, "deploy")).containsExactly("shop", "monitor");
        assertThat(lab.swarm.labels())
                .containsEntry(Labels.STACKS, "monitor,shop")
                .containsKeys(Labels.STACK + "monitor", Labels.STACK + "shop");
        assertThat(lab.said).containsExactly("published ports use the routing mesh, services have virtual addresses");
    }

    @Test
    void are_deployed_again_without_a_change_of_the_record() {
        FakeLab lab = lab("shop");
        run(lab);
        List<String> updates = lab.swarm.hooks.calls("manager POST /swarm/update");

        run(lab);

        assertThat(asked(lab, "deploy")).containsExactly("shop", "shop");
        assertThat(lab.swarm.hooks.calls("manager POST /swarm/update")).isEqualTo(updates);
    }

    @Test
    void that_the_lab_file_no_longer_names_are_removed_and_those_deployed_by_hand_stay() {
        FakeLab lab = lab("shop");
        recorded(lab, "old,shop");
        lab.swarm.running(FakeService.replicated("mine_api", 1).stack("mine"), "worker01");

        run(lab);

        assertThat(asked(lab, "rm")).containsExactly("old");
        assertThat(lab.swarm.labels()).containsEntry(Labels.STACKS, "shop");
        assertThat(lab.said).contains("removed the stack old");
    }

    @Test
    void are_all_removed_when_the_lab_file_names_none() {
        FakeLab lab = lab();
        recorded(lab, "old");

        run(lab);

        assertThat(asked(lab, "rm")).containsExactly("old");
        assertThat(lab.swarm.labels()).containsEntry(Labels.STACKS, "");
        assertThat(lab.said).containsExactly("removed the stack old");
    }

    @Test
    void whose_services_were_changed_by_hand_are_reported_before_they_are_deployed_again() {
        FakeLab lab = lab("shop");
        run(lab);
        lab.swarm.running(FakeService.replicated("shop_api", 5).stack("shop"), "worker01");
        lab.said.clear();

        run(lab);

        assertThat(lab.said)
                .startsWith(
                        "services of the stack shop were changed since up deployed it, and are set to its file",
                        "shop_api: replicas 5 -> 1, as in the file of the stack shop");
        lab.said.clear();
        run(lab);
        assertThat(lab.said).containsExactly("published ports use the routing mesh, services have virtual addresses");
    }

    /** Otherwise the first of two would count as deployed by the user, and never be removed. */
    @Test
    void are_recorded_even_when_one_of_them_fails() {
        FakeLab lab = lab("shop", "monitor");
        lab.engine.answering("'monitor'", 1, "no");

        assertThatThrownBy(() -> run(lab)).hasMessage("docker can't deploy the stack monitor: no");

        assertThat(lab.swarm.labels()).containsEntry(Labels.STACKS, "monitor,shop");
    }

    @Test
    void need_no_call_when_there_are_none() {
        FakeLab lab = new FakeLab("workers: 1");

        run(lab);

        assertThat(lab.engine.hooks.calls("execute")).isEmpty();
    }
}

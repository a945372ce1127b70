package dev.swarmlab.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a lab may be updated from a file that perhaps is another one than it was made from. */
class OriginTest {

    private static final Origin MADE = new Origin("/home/ann/lab.yml", "workers: 2", "ann@laptop");
    private static final Origin PIPED = new Origin("standard input", "workers: 2", "ann@laptop");

    private static Origin changed(String file, String owner) {
        return new Origin(file, "workers: 1", owner);
    }

    @Test
    void the_same_file_may_say_something_else() {
        assertThat(MADE.isSameLabAs(changed("/home/ann/lab.yml", "ann@laptop"))).isTrue();
    }

    @Test
    void another_user_of_the_same_host_may_use_the_same_file() {
        assertThat(MADE.isSameLabAs(changed("/home/ann/lab.yml", "root@laptop")))
                .isTrue();
    }

    @Test
    void another_file_is_another_lab() {
        assertThat(MADE.isSameLabAs(changed("/home/ann/other.yml", "ann@laptop")))
                .isFalse();
    }

    @Test
    void the_same_path_on_another_host_is_another_lab() {
        assertThat(MADE.isSameLabAs(changed("/home/ann/lab.yml", "ann@desktop")))
                .isFalse();
    }

    /** As a checkout of the same revision at another path, or on another machine. */
    @Test
    void a_file_that_says_the_same_is_the_same_lab_wherever_it_is() {
        assertThat(MADE.isSameLabAs(new Origin("/builds/7/lab.yml", "workers: 2", "ci@runner")))
                .isTrue();
    }

    @Test
    void standard_input_of_the_same_user_is_the_same_lab() {
        assertThat(PIPED.isSameLabAs(changed("standard input", "ann@laptop"))).isTrue();
    }

    @Test
    void standard_input_of_another_user_or_in_place_of_a_file_is_another_lab() {
        assertThat(PIPED.isSameLabAs(changed("standard input", "bob@laptop"))).isFalse();
        assertThat(MADE.isSameLabAs(changed("standard input", "ann@laptop"))).isFalse();
        assertThat(PIPED.isSameLabAs(changed("/home/ann/lab.yml", "ann@laptop")))
                .isFalse();
    }

    @Test
    void a_file_is_known_through_a_symbolic_link(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("lab.yml"), "name: lab");
        Path link = Files.createSymbolicLink(folder.resolve("link.yml"), file);

        assertThat(new Origin(file.toString(), "workers: 2", "ann@laptop")
                        .isSameLabAs(changed(link.toString(), "ann@laptop")))
                .isTrue();
    }

    @Test
    void a_lab_of_an_older_version_has_no_owner_and_is_known_by_its_file() {
        Origin old = new Origin("/home/ann/lab.yml", "workers: 2", "");

        assertThat(old.isSameLabAs(changed("/home/ann/lab.yml", "ann@laptop"))).isTrue();
        assertThat(old.isSameLabAs(changed("/home/bob/lab.yml", "bob@laptop"))).isFalse();
    }

    /** Each may have set the variable to something else. */
    @Test
    void the_same_text_with_variables_is_another_lab_elsewhere() {
        Origin mine = new Origin("/home/ann/lab.yml", "workers: ${WORKERS:-3}", "ann@laptop");

        assertThat(mine.isSameLabAs(new Origin("/home/ann/lab.yml", mine.text(), "ann@laptop")))
                .isTrue();
        assertThat(mine.isSameLabAs(new Origin("/home/bob/lab.yml", mine.text(), "bob@laptop")))
                .isFalse();
    }

    @Test
    void dollar_signs_that_stand_for_themselves_are_no_variables() {
        Origin mine = new Origin("/home/ann/lab.yml", "checks: [{name: a, run: echo $$HOME}]", "ann@laptop");

        assertThat(mine.isSameLabAs(new Origin("/home/bob/lab.yml", mine.text(), "bob@laptop")))
                .isTrue();
    }

    @Test
    void a_plan_of_another_file_is_refused_too(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: 2");

        assertThatThrownBy(() -> run.from("/home/bob/lab.yml", "bob@desktop").preview("workers: 1"))
                .hasMessageContaining("the lab lab was made from another file");
    }

    @Test
    void up_of_another_file_changes_nothing_and_names_both(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: 2");
        List<String> before = run.engine.things();

        Failure failure = run.from("/home/bob/lab.yml", "bob@desktop").failedUp("workers: 1");

        assertThat(failure.kind()).isEqualTo(FailureKind.FAILED);
        assertThat(failure)
                .hasMessage("the lab lab was made from another file: /labs/lab.yml of ann@laptop:"
                        + " this is /home/bob/lab.yml of bob@desktop");
        assertThat(failure.advice())
                .contains(
                        "swarmlab status lab",
                        "swarmlab up --adopt '/home/bob/lab.yml'",
                        "write another `name` into this file");
        assertThat(run.engine.things()).isEqualTo(before);
    }

    @Test
    void a_lab_that_is_adopted_is_of_the_other_file_from_then_on(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: 2");

        run.from("/home/bob/lab.yml", "bob@desktop").adopting().up("workers: 1");

        assertThat(run.engine.things()).doesNotContain("container swarmlab-lab-worker02");
        UpRun former = new UpRun(folder, run.engine);
        assertThat(former.failedUp("workers: 2")).hasMessageContaining("/home/bob/lab.yml of bob@desktop");
    }
}

package dev.swarmlab.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.Origin;
import dev.swarmlab.labfile.BindAddress;
import dev.swarmlab.labfile.Overrides;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether {@code up} may update a lab from a file, when the lab may have been created from another one. */
class OriginTest {

    private static final Origin ORIGIN = new Origin("/home/ann/lab.yml", "workers: 2", "ann@laptop");
    private static final Origin PIPED = new Origin("standard input", "workers: 2", "ann@laptop");

    private static Origin changed(String file, String owner) {
        return new Origin(file, "workers: 1", owner);
    }

    @Test
    void the_arguments_for_up_name_the_file_and_repeat_the_overrides() {
        Overrides overrides = new Overrides("ann", List.of("workers=2"));

        assertThat(new Origin("/labs/lab.yml", "workers: 1", "ann@laptop", overrides).arguments())
                .isEqualTo("--name ann --set workers=2 '/labs/lab.yml'");
        assertThat(PIPED.arguments()).isEqualTo("-");
    }

    @Test
    void the_arguments_for_up_repeat_the_address() {
        Origin bound = ORIGIN.boundTo(BindAddress.parse("192.0.2.10").orElseThrow());

        assertThat(bound.arguments()).isEqualTo("--bind 192.0.2.10 '/home/ann/lab.yml'");
        assertThat(bound.isSameLabAs(ORIGIN)).isTrue();
        assertThat(bound.boundTo(null)).isEqualTo(ORIGIN);
    }

    @Test
    void the_same_file_may_have_another_content() {
        assertThat(ORIGIN.isSameLabAs(changed("/home/ann/lab.yml", "ann@laptop")))
                .isTrue();
    }

    @Test
    void another_user_of_the_same_host_may_use_the_same_file() {
        assertThat(ORIGIN.isSameLabAs(changed("/home/ann/lab.yml", "root@laptop")))
                .isTrue();
    }

    @Test
    void another_file_is_refused() {
        assertThat(ORIGIN.isSameLabAs(changed("/home/ann/other.yml", "ann@laptop")))
                .isFalse();
    }

    @Test
    void the_same_path_on_another_host_is_refused() {
        assertThat(ORIGIN.isSameLabAs(changed("/home/ann/lab.yml", "ann@desktop")))
                .isFalse();
    }

    /** For example a checkout of the same revision in another folder, or on another machine. */
    @Test
    void a_file_with_the_same_text_is_accepted_from_everywhere() {
        assertThat(ORIGIN.isSameLabAs(new Origin("/builds/7/lab.yml", "workers: 2", "ci@runner")))
                .isTrue();
    }

    @Test
    void standard_input_of_the_same_user_is_accepted() {
        assertThat(PIPED.isSameLabAs(changed("standard input", "ann@laptop"))).isTrue();
    }

    @Test
    void standard_input_of_another_user_or_instead_of_a_file_is_refused() {
        assertThat(PIPED.isSameLabAs(changed("standard input", "bob@laptop"))).isFalse();
        assertThat(ORIGIN.isSameLabAs(changed("standard input", "ann@laptop"))).isFalse();
        assertThat(PIPED.isSameLabAs(changed("/home/ann/lab.yml", "ann@laptop")))
                .isFalse();
    }

    @Test
    void a_symbolic_link_to_the_file_is_accepted(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("lab.yml"), "name: lab");
        Path link = Files.createSymbolicLink(folder.resolve("link.yml"), file);

        assertThat(new Origin(file.toString(), "workers: 2", "ann@laptop")
                        .isSameLabAs(changed(link.toString(), "ann@laptop")))
                .isTrue();
    }

    @Test
    void a_lab_of_an_older_version_without_an_owner_is_identified_by_its_file() {
        Origin old = new Origin("/home/ann/lab.yml", "workers: 2", "");

        assertThat(old.isSameLabAs(changed("/home/ann/lab.yml", "ann@laptop"))).isTrue();
        assertThat(old.isSameLabAs(changed("/home/bob/lab.yml", "bob@laptop"))).isFalse();
    }

    /** The variable may have another value for the other file. */
    @Test
    void the_same_text_with_variables_is_refused_from_another_file() {
        Origin mine = new Origin("/home/ann/lab.yml", "workers: ${WORKERS:-3}", "ann@laptop");

        assertThat(mine.isSameLabAs(new Origin("/home/ann/lab.yml", mine.text(), "ann@laptop")))
                .isTrue();
        assertThat(mine.isSameLabAs(new Origin("/home/bob/lab.yml", mine.text(), "bob@laptop")))
                .isFalse();
    }

    @Test
    void escaped_dollar_signs_are_no_variables() {
        Origin mine = new Origin("/home/ann/lab.yml", "checks: [{name: a, run: echo $$HOME}]", "ann@laptop");

        assertThat(mine.isSameLabAs(new Origin("/home/bob/lab.yml", mine.text(), "bob@laptop")))
                .isTrue();
    }

    /** Both labs have the same name, so this variable has the same value. */
    @Test
    void the_same_text_with_the_name_of_the_lab_is_accepted_from_everywhere() {
        Origin mine = new Origin("/home/ann/lab.yml", "images: ['my/${LAB}']", "ann@laptop");

        assertThat(mine.isSameLabAs(new Origin("/home/bob/lab.yml", mine.text(), "bob@laptop")))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /home/ann/lab.yml | ann@laptop  | workers=3  | true
            /home/bob/lab.yml | bob@desktop | workers=2  | true
            /home/bob/lab.yml | bob@desktop | workers=3  | false
            /home/bob/lab.yml | bob@desktop | workers=$N | false
            """)
    void settings_belong_to_the_text(String file, String owner, String setting, boolean same) {
        Origin mine = new Origin("/home/ann/lab.yml", "", "ann@laptop", settings("workers=2"));

        assertThat(mine.isSameLabAs(new Origin(file, "", owner, settings(setting))))
                .isEqualTo(same);
    }

    @Test
    void the_same_settings_with_variables_are_refused_from_another_file() {
        Origin mine = new Origin("/home/ann/lab.yml", "", "ann@laptop", settings("workers=$N"));

        assertThat(mine.isSameLabAs(new Origin("/home/bob/lab.yml", "", "bob@laptop", settings("workers=$N"))))
                .isFalse();
    }

    private static Overrides settings(String setting) {
        return new Overrides(null, List.of(setting));
    }

    @Test
    void the_advice_contains_the_options(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: 2");
        Overrides overrides = new Overrides("lab", List.of("workers=1", "ports=['8001:80']"));

        Failure failure =
                run.from("/home/bob/lab.yml", "bob@desktop").with(overrides).failedUp("workers: 1");

        assertThat(failure.advice())
                .contains("swarmlab up --adopt --name lab --set workers=1 --set 'ports=[")
                .contains("swarmlab up --name NAME --set workers=1 --set 'ports=[");
    }

    @Test
    void a_plan_of_another_file_is_refused_too(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: 2");

        assertThatThrownBy(() -> run.from("/home/bob/lab.yml", "bob@desktop").preview("workers: 1"))
                .hasMessageContaining("the lab lab was created from another file");
    }

    @Test
    void up_of_another_file_changes_nothing_and_names_both_files(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: 2");
        List<String> before = run.engine.things();

        Failure failure = run.from("/home/bob/lab.yml", "bob@desktop").failedUp("workers: 1");

        assertThat(failure.kind()).isEqualTo(FailureKind.FAILED);
        assertThat(failure)
                .hasMessage("the lab lab was created from another file: /labs/lab.yml of ann@laptop:"
                        + " this file is /home/bob/lab.yml of bob@desktop");
        assertThat(failure.advice())
                .contains(
                        "swarmlab status lab",
                        "swarmlab up --adopt '/home/bob/lab.yml'",
                        "swarmlab up --name NAME '/home/bob/lab.yml'");
        assertThat(run.engine.things()).isEqualTo(before);
    }

    @Test
    void an_adopted_lab_belongs_to_the_other_file_afterwards(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: 2");

        run.from("/home/bob/lab.yml", "bob@desktop").adopting().up("workers: 1");

        assertThat(run.engine.things()).doesNotContain("container swarmlab-lab-worker02");
        UpRun former = new UpRun(folder, run.engine);
        assertThat(former.failedUp("workers: 2")).hasMessageContaining("/home/bob/lab.yml of bob@desktop");
    }
}

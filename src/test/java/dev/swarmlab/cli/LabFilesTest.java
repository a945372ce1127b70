package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.swarmlab.engine.EngineNetwork;
import dev.swarmlab.engine.EngineVolume;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.lab.LabResources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabFilesTest {

    private static final String KEPT = "name: shop\nworkers: 1\nvolumes: ['./missing:/missing']\n";

    @TempDir
    private Path folder = Path.of("");

    private Path file(String name, String yaml) throws IOException {
        return Files.writeString(folder.resolve(name), yaml);
    }

    private static LabResources createdFrom(String file, String kept) {
        EngineNetwork network = new EngineNetwork(
                "id",
                "swarmlab-shop",
                "bridge",
                List.of(),
                Map.of(Labels.LAB, "shop", Labels.FILE, file, Labels.LAB_FILE_TEXT, kept));
        return new LabResources("shop", List.of(), List.of(network), List.of());
    }

    private static int workers(LabResources lab, @Nullable String file) {
        return workers(lab, file, "");
    }

    /** The difference between the lab files of these tests. */
    private static int workers(LabResources lab, @Nullable String file, String standardInput) {
        CapturedConsole console = new CapturedConsole(Map.of(), standardInput);
        return new LabFiles(console.console())
                .of(lab, file).workers().stream()
                        .mapToInt(group -> group.count())
                        .sum();
    }

    @Test
    void the_file_that_the_user_names_comes_first() throws IOException {
        Path recorded = file("recorded.yml", "name: shop\nworkers: 2");
        Path named = file("named.yml", "name: shop\nworkers: 3");

        assertThat(workers(createdFrom(recorded.toString(), KEPT), named.toString()))
                .isEqualTo(3);
        assertThat(workers(createdFrom(recorded.toString(), KEPT), "-", "name: shop\nworkers: 4"))
                .isEqualTo(4);
    }

    @Test
    void then_the_file_that_it_was_created_from_as_it_is_now() throws IOException {
        Path recorded = file("recorded.yml", "name: shop\nworkers: 2");

        assertThat(workers(createdFrom(recorded.toString(), KEPT), null)).isEqualTo(2);
    }

    /** On another machine, neither the file nor the files that it names exist. */
    @Test
    void then_the_text_that_is_stored_with_it() {
        assertThat(workers(createdFrom(folder.resolve("missing.yml").toString(), KEPT), null))
                .isEqualTo(1);
        assertThat(workers(createdFrom("standard input", KEPT), null)).isEqualTo(1);
    }

    @Test
    void a_file_that_the_user_names_must_exist() {
        String missing = folder.resolve("missing.yml").toString();

        assertThatThrownBy(() -> workers(createdFrom(missing, KEPT), missing)).hasMessageContaining("no such file");
    }

    @Test
    void the_file_of_another_lab_is_refused() throws IOException {
        Path other = file("other.yml", "name: other");

        Failure failure =
                catchThrowableOfType(Failure.class, () -> workers(createdFrom("missing.yml", KEPT), other.toString()));

        assertThat(failure).hasMessage(other + " describes another lab than shop: its name is other");
        assertThat(failure.advice()).contains("--file FILE");
    }

    @Test
    void a_lab_file_that_a_second_up_recorded_comes_before_the_one_of_the_network() throws IOException {
        LabResources first =
                createdFrom(file("first.yml", "name: shop\nworkers: 1").toString(), KEPT);
        String second = file("second.yml", "name: shop\nworkers: 2").toString();
        EngineVolume record = new EngineVolume(
                "swarmlab-shop-file-1",
                Map.of(
                        Labels.LAB,
                        "shop",
                        Labels.REVISION,
                        "1",
                        Labels.FILE,
                        second,
                        Labels.LAB_FILE_TEXT,
                        "name: shop\nworkers: 3"));
        LabResources lab = new LabResources("shop", List.of(), first.networks(), List.of(record));

        assertThat(workers(lab, null)).isEqualTo(2);
        Files.delete(Path.of(second));
        assertThat(workers(lab, null)).isEqualTo(3);
    }

    /** A file with the same path may have any content. */
    @Test
    void a_file_of_this_host_is_not_used_for_a_lab_from_another_host() throws IOException {
        String here = file("lab.yml", "name: shop\nworkers: 2").toString();
        EngineVolume record = new EngineVolume(
                "swarmlab-shop-file-1",
                Map.of(
                        Labels.LAB,
                        "shop",
                        Labels.REVISION,
                        "1",
                        Labels.FILE,
                        here,
                        Labels.OWNER,
                        "ann@another-host",
                        Labels.LAB_FILE_TEXT,
                        "name: shop\nworkers: 3"));

        assertThat(workers(new LabResources("shop", List.of(), List.of(), List.of(record)), null))
                .isEqualTo(3);
    }

    @Test
    void a_lab_without_a_record_of_its_file_needs_the_file() {
        LabResources rest = new LabResources("shop", List.of(), List.of(), List.of());

        Failure failure = catchThrowableOfType(Failure.class, () -> workers(rest, null));

        assertThat(failure).hasMessage("the engine has no lab file of the lab shop");
        assertThat(failure.advice()).contains("--file FILE");
    }
}

package dev.swarmlab.prune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.engine.ImageHistoryEntry;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.engine.ListedImage;
import dev.swarmlab.fake.FakeEngine;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which images swarmlab built. The label alone is not enough: images inherit labels. */
class BuiltImagesTest {

    private static final ImageHistoryEntry LABEL =
            step("3", "/bin/sh -c #(nop)  LABEL dev.swarmlab.recipe=0123456789abcdef", "");
    private static final ImageHistoryEntry BUILDKIT =
            step("3", "LABEL dev.swarmlab.recipe=0123456789abcdef", "buildkit.dockerfile.v0");
    private static final ImageHistoryEntry IMPORT = step("1", "", "Imported from -");
    private static final ImageHistoryEntry COPY = step("2", "/bin/sh -c #(nop) COPY file:1 in / ", "");
    private static final ImageHistoryEntry COMMIT = step("3", "dockerd", "");

    private static ImageHistoryEntry step(String image, String createdBy, String comment) {
        return new ImageHistoryEntry(image, createdBy, comment, 100);
    }

    private static boolean isBuilt(ImageHistoryEntry... history) {
        return BuiltImages.isBuilt("0123456789abcdef", List.of(history));
    }

    @Test
    void of_a_recipe_is_one_import() {
        assertThat(isBuilt(IMPORT)).isTrue();
    }

    @Test
    void of_a_dockerfile_ends_with_the_label() {
        assertThat(isBuilt(LABEL, COPY)).isTrue();
        assertThat(isBuilt(BUILDKIT, COPY)).isTrue();
    }

    @Test
    void of_the_user_has_a_later_step() {
        assertThat(isBuilt(COPY, IMPORT)).isFalse();
        assertThat(isBuilt(COPY, LABEL, COPY)).isFalse();
        assertThat(isBuilt(COMMIT, IMPORT)).isFalse();
    }

    @Test
    void without_a_history_is_not_known() {
        assertThat(isBuilt()).isFalse();
    }

    /** The images of the engine, and the size of image 3. */
    @ParameterizedTest
    @CsvSource({"3, 300", "'3 1', 200", "'3 2', 100", "'3 2 1', 100", "'3 9', 300"})
    void has_the_size_of_its_own_steps(String images, long bytes) {
        assertThat(BuiltImages.ownSize("3", List.of(LABEL, COPY, IMPORT), Set.of(images.split(" "))))
                .isEqualTo(bytes);
    }

    @Test
    void has_the_label_and_no_label_of_a_lab() {
        FakeEngine engine = new FakeEngine()
                .withImage("built:1", Map.of(Labels.RECIPE, "1"))
                .withImage("pulled:1", Map.of())
                .withImage("committed:1", Map.of(Labels.RECIPE, "1", Labels.LAB, "lab"))
                .withImage("derived:1", Map.of(Labels.RECIPE, "1"))
                .withHistory("derived:1", COPY, IMPORT);

        assertThat(BuiltImages.on(engine)).extracting(ListedImage::references).containsExactly(List.of("built:1"));
    }

    @Test
    void is_named_by_its_first_name_outside_of_registries_or_by_its_id() {
        assertThat(BuiltImages.name(image("localhost:5000/echo:1", "swarmlab/echo:1")))
                .isEqualTo("swarmlab/echo:1");
        assertThat(BuiltImages.name(image("localhost:5000/echo:1"))).isEqualTo("localhost:5000/echo:1");
        assertThat(BuiltImages.name(image())).isEqualTo("0123456789ab");
    }

    private static ListedImage image(String... references) {
        return new ListedImage("sha256:0123456789abcdef0123", List.of(references), List.of(), Map.of(), 1);
    }
}

package dev.swarmlab.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeTest {

    private Path folder;

    @BeforeEach
    void in(@TempDir Path temporary) {
        folder = temporary;
    }

    @Test
    void the_list_of_shipped_files_is_complete() throws IOException {
        Path images = Path.of("images");
        List<String> existing;
        try (Stream<Path> walk = Files.walk(images)) {
            existing = walk.filter(Files::isRegularFile)
                    .map(file -> images.relativize(file).toString())
                    .filter(path -> path.contains("/"))
                    .sorted()
                    .toList();
        }
        try (InputStream list = Recipe.class.getResourceAsStream("/images/files")) {
            assertThat(list).isNotNull();
            assertThat(new String(list.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.startsWith("#")))
                    .containsExactlyElementsOf(existing);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"node", "registry", "echo", "nginx", "haproxy"})
    void a_shipped_recipe_is_the_one_in_the_source(String name) {
        Recipe shipped = Recipe.shipped(name);
        assertThat(shipped.hash()).isEqualTo(Recipe.in(Path.of("images", name)).hash());
        assertThat(shipped.changes()).isNotEmpty().allMatch(change -> change.matches("[A-Z]+ .*"));
    }

    @Test
    void refuses_an_unknown_shipped_recipe() {
        assertThatThrownBy(() -> Recipe.shipped("nod")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void changes_are_the_lines_without_comments_and_empty_lines() throws IOException {
        write("recipe", "");
        write("changes", "# a comment\n\n  CMD [\"/bin/serve\"]  \nENV A=b # c\r\n");
        assertThat(Recipe.in(folder).changes()).containsExactly("CMD [\"/bin/serve\"]", "ENV A=b # c");
    }

    @Test
    void without_a_changes_file_there_are_none() throws IOException {
        write("recipe", "");
        assertThat(Recipe.in(folder).changes()).isEmpty();
    }

    @Test
    void arguments_are_declared_in_the_changes_and_are_not_part_of_them() throws IOException {
        write("recipe", "");
        write("changes", "ARG VERSION=1\nARG WORD\nCMD [\"/bin/serve\"]\n");
        Recipe recipe = Recipe.in(folder).with(Map.of("WORD", "hello=there"));
        assertThat(recipe.changes()).containsExactly("CMD [\"/bin/serve\"]");
        assertThat(recipe.environment()).containsExactly(Map.entry("VERSION", "1"), Map.entry("WORD", "hello=there"));
    }

    @Test
    void refuses_an_argument_that_is_not_declared() throws IOException {
        write("recipe", "");
        write("changes", "ARG VERSION");
        assertThatThrownBy(() -> Recipe.in(folder).with(Map.of("VERSOIN", "2")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("has no argument VERSOIN: it has VERSION");
    }

    @Test
    void the_hash_stays_while_nothing_changes() throws IOException {
        write("recipe", "a");
        assertThat(Recipe.in(folder).hash()).isEqualTo(Recipe.in(folder).hash()).matches("[0-9a-f]{16}");
    }

    @Test
    void the_hash_changes_with_a_byte_a_name_a_file_an_argument_and_the_suite() throws IOException {
        write("recipe", "a");
        write("sub/one", "b");
        String first = Recipe.in(folder).hash();
        write("sub/one", "c");
        String withOtherByte = Recipe.in(folder).hash();
        Files.move(folder.resolve("sub/one"), folder.resolve("sub/two"));
        String withOtherName = Recipe.in(folder).hash();
        write("three", "");
        String withMore = Recipe.in(folder).hash();
        write("changes", "ARG VERSION");
        String withArgument = Recipe.in(folder).hash();
        String withValue = Recipe.in(folder).with(Map.of("VERSION", "2")).hash();
        String withOtherValue = Recipe.in(folder).with(Map.of("VERSION", "3")).hash();
        String withOtherSuite = Recipe.in(folder).from("sid").hash();
        assertThat(List.of(
                        first,
                        withOtherByte,
                        withOtherName,
                        withMore,
                        withArgument,
                        withValue,
                        withOtherValue,
                        withOtherSuite))
                .doesNotHaveDuplicates();
    }

    @Test
    void scripts_are_executable_in_a_copy() throws IOException {
        write("recipe", "#!/bin/sh\n");
        write("sub/data", "no script");
        Path copy = Files.createDirectory(folder.resolve("copy"));
        Recipe.in(folder).copyTo(copy);
        assertThat(copy.resolve("recipe")).isExecutable();
        assertThat(copy.resolve("sub/data")).exists();
        assertThat(Files.isExecutable(copy.resolve("sub/data"))).isFalse();
    }

    @Test
    void refuses_a_folder_without_a_recipe() {
        assertThat(Recipe.isIn(folder)).isFalse();
        assertThatThrownBy(() -> Recipe.in(folder))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("contains no recipe");
    }

    @Test
    void a_file_that_can_not_be_read_is_an_error_of_the_user() throws IOException {
        write("recipe", "#!/bin/sh\n");
        write("secret", "1");
        Recipe recipe = Recipe.in(folder);
        Files.delete(folder.resolve("secret"));

        Failure failure = catchThrowableOfType(Failure.class, recipe::hash);

        assertThat(failure.kind()).isEqualTo(FailureKind.WRONG_INPUT);
        assertThat(failure).hasMessageStartingWith("cannot read the file secret: java.nio.file.NoSuchFileException: ");
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}

package dev.swarmlab.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.process.Program;
import dev.swarmlab.readiness.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeBuilderTest {

    private final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private Path folder;
    private Path cache;
    private Path runs;
    private Map<String, String> environment = Map.of();
    private Optional<Failure> unavailable = Optional.empty();

    @BeforeEach
    void a_recipe(@TempDir Path temporary) throws IOException {
        folder = Files.createDirectory(temporary.resolve("thing"));
        cache = temporary.resolve("cache");
        runs = temporary.resolve("runs");
        script("echo \"$SUITE\" >>" + runs + "\ncp \"$(dirname \"$0\")/word\" \"$1\"");
        Files.writeString(folder.resolve("word"), "one");
    }

    @Test
    void builds_once_and_then_uses_the_cache() throws IOException {
        assertThat(builder().has(recipe())).isFalse();
        Path tar = build();
        assertThat(tar).hasContent("one").hasParent(cache);
        assertThat(builder().has(recipe())).isTrue();
        assertThat(build()).isEqualTo(tar);
        assertThat(runs).hasContent("trixie");
        assertThat(said).singleElement().asString().contains("thing").contains("half a minute");
    }

    @Test
    void the_folder_kept_of_a_script_exists_in_its_next_build() throws IOException {
        script("echo built >>\"$KEPT/times\"\ncp \"$KEPT/times\" \"$1\"");
        Files.writeString(folder.resolve("changes"), "ARG VERSION\n");
        assertThat(build()).hasContent("built");
        Files.writeString(folder.resolve("word"), "two");
        assertThat(build()).hasContent("built\nbuilt");
        assertThat(builder().build(recipe().with(Map.of("VERSION", "2")), soon()))
                .hasContent("built");
    }

    @Test
    void a_changed_recipe_is_built_again_and_the_old_tar_is_removed() throws IOException {
        Path old = build();
        Files.writeString(folder.resolve("word"), "two");
        assertThat(build()).hasContent("two");
        assertThat(old).doesNotExist();
    }

    @Test
    void each_suite_has_its_own_tar() throws IOException {
        Path trixie = build();
        Path bookworm = builder().build(recipe().from("bookworm"), soon());
        assertThat(trixie).exists().isNotEqualTo(bookworm);
        assertThat(runs).hasContent("trixie\nbookworm");
    }

    @Test
    void each_set_of_arguments_has_its_own_tar_and_the_script_gets_them_as_variables() throws IOException {
        script("echo \"$VERSION $WORD\" >\"$1\"");
        Files.writeString(folder.resolve("changes"), "ARG VERSION\nARG WORD=hello\n");
        Path plain = build();
        Path second = builder().build(recipe().with(Map.of("VERSION", "2")), soon());
        Path third = builder().build(recipe().with(Map.of("VERSION", "3", "WORD", "bye")), soon());
        assertThat(plain).hasContent(" hello");
        assertThat(second).hasContent("2 hello");
        assertThat(third).hasContent("3 bye");
    }

    @Test
    void an_argument_that_is_not_given_does_not_come_from_the_environment() throws IOException {
        environment = Map.of("VERSION", "of something else");
        script("echo \"[$VERSION]\" >\"$1\"");
        Files.writeString(folder.resolve("changes"), "ARG VERSION\n");
        assertThat(build()).hasContent("[]");
    }

    @Test
    void a_changed_recipe_with_arguments_replaces_its_old_tar_and_no_other() throws IOException {
        Files.writeString(folder.resolve("changes"), "ARG VERSION\n");
        Path plain = build();
        Path second = builder().build(recipe().with(Map.of("VERSION", "2")), soon());
        Files.writeString(folder.resolve("word"), "two");
        Path changed = builder().build(recipe().with(Map.of("VERSION", "2")), soon());
        assertThat(List.of(plain, changed)).allMatch(Files::exists);
        assertThat(second).doesNotExist();
    }

    @Test
    void only_its_owner_can_open_the_cache() throws IOException {
        build();
        assertThat(Files.getPosixFilePermissions(cache))
                .extracting(Enum::name)
                .allMatch(name -> name.startsWith("OWNER"));
    }

    @Test
    void a_failure_shows_the_last_lines_and_the_log_and_removes_unfinished_files() throws IOException {
        script("echo half >\"$1\"\necho 'E: Unable to locate package docker.oi' >&2\nexit 100");
        Failure failure = failure();
        assertThat(failure.kind()).isEqualTo(FailureKind.FAILED);
        assertThat(failure.getMessage())
                .isEqualTo("building the image of thing failed with status 100: E: Unable to locate package docker.oi");
        assertThat(failure.advice()).contains(cache.resolve("thing-trixie.log").toString());
        try (Stream<Path> left = Files.list(cache)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("thing-trixie.log", "thing-trixie.lock", "thing-trixie.kept");
        }
    }

    @Test
    void an_error_while_unfinished_files_are_removed_does_not_hide_the_first_error() throws IOException {
        script("rm -rf \"$(dirname \"$1\")\"\necho 'E: no space left' >&2\nexit 100");

        Failure failure = failure();

        assertThat(failure).hasMessage("building the image of thing failed with status 100: E: no space left");
        assertThat(failure.getSuppressed()).hasSize(1);
    }

    @Test
    void a_recipe_that_writes_nothing_is_an_error() throws IOException {
        script("exit 0");
        assertThat(failure().reason()).contains("did not write the file");
    }

    @Test
    void a_recipe_that_hangs_is_stopped_at_the_deadline() throws IOException {
        script("exec tail -f /dev/null");
        Failure failure = catchThrowableOfType(
                Failure.class, () -> builder().build(recipe(), Deadline.in(Duration.ofMillis(300))));
        assertThat(failure.kind()).isEqualTo(FailureKind.TIMED_OUT);
    }

    @Test
    void of_two_builds_at_once_one_waits_for_the_other() throws IOException {
        CompletableFuture<Path> other = CompletableFuture.supplyAsync(this::build);
        assertThat(build()).isEqualTo(other.join());
        assertThat(runs).hasContent("trixie");
    }

    @Test
    void the_folder_of_a_killed_build_is_removed() throws IOException {
        Path left = cache.resolve("thing-trixie-0123456789abcdef.work/made.tar");
        Files.createDirectories(left.getParent());
        Files.writeString(left, "half");
        build();
        assertThat(left.getParent()).doesNotExist();
    }

    @Test
    void a_host_that_can_not_run_recipes_is_an_error_before_anything_is_created() {
        unavailable = Optional.of(Failure.of(FailureKind.FAILED, "cannot").because("it needs root"));
        assertThat(failure().reason()).isEqualTo("it needs root");
        assertThat(cache).doesNotExist();
    }

    private Path build() {
        return builder().build(recipe(), soon());
    }

    private Failure failure() {
        return catchThrowableOfType(Failure.class, this::build);
    }

    private Recipe recipe() {
        return Recipe.in(folder);
    }

    private RecipeBuilder builder() {
        return new RecipeBuilder(cache, new FakeHost(), said::add);
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(30));
    }

    private void script(String text) throws IOException {
        Files.writeString(folder.resolve("recipe"), "#!/bin/sh\n" + text + "\n");
    }

    /** Runs recipes without isolation. */
    private final class FakeHost implements PackageTools {
        @Override
        public Optional<Failure> reasonUnavailable() {
            return unavailable;
        }

        @Override
        public Program prepare(Deadline deadline) {
            return Program.of("env").with(environment);
        }
    }
}

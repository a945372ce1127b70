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
    private Map<String, String> planningInput = Map.of();
    private Optional<Failure> outOfReach = Optional.empty();

    @BeforeEach
    void a_recipe(@TempDir Path temporary) throws IOException {
        folder = Files.createDirectory(temporary.resolve("thing"));
        cache = temporary.resolve("cache");
        runs = temporary.resolve("runs");
        script("echo \"$SUITE\" >>" + runs + "\ncp \"$(dirname \"$0\")/word\" \"$1\"");
        Files.writeString(folder.resolve("word"), "one");
    }

    @Test
    void builds_once_and_then_takes_what_is_there() throws IOException {
        assertThat(builder().has(recipe())).isFalse();
        Path tar = build();
        assertThat(tar).hasContent("one").hasParent(cache);
        assertThat(builder().has(recipe())).isTrue();
        assertThat(build()).isEqualTo(tar);
        assertThat(runs).hasContent("trixie");
        assertThat(said).singleElement().asString().contains("thing").contains("half a minute");
    }

    @Test
    void what_a_script_puts_into_its_own_folder_is_kept_for_its_next_build() throws IOException {
        script("echo built >>\"$KEPT/times\"\ncp \"$KEPT/times\" \"$1\"");
        Files.writeString(folder.resolve("changes"), "ARG VERSION\n");
        assertThat(build()).hasContent("built");
        Files.writeString(folder.resolve("word"), "two");
        assertThat(build()).hasContent("built\nbuilt");
        assertThat(builder().build(recipe().with(Map.of("VERSION", "2")), soon()))
                .hasContent("built");
    }

    @Test
    void a_changed_recipe_is_built_again_and_the_old_tar_goes() throws IOException {
        Path old = build();
        Files.writeString(folder.resolve("word"), "two");
        assertThat(build()).hasContent("two");
        assertThat(old).doesNotExist();
    }

    @Test
    void each_suite_keeps_its_own() throws IOException {
        Path trixie = build();
        Path bookworm = builder().build(recipe().from("bookworm"), soon());
        assertThat(trixie).exists().isNotEqualTo(bookworm);
        assertThat(runs).hasContent("trixie\nbookworm");
    }

    @Test
    void each_set_of_arguments_keeps_its_own_and_the_script_finds_them_in_its_environment() throws IOException {
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
    void an_argument_that_is_not_given_does_not_come_from_the_surroundings() throws IOException {
        planningInput = Map.of("VERSION", "of something else");
        script("echo \"[$VERSION]\" >\"$1\"");
        Files.writeString(folder.resolve("changes"), "ARG VERSION\n");
        assertThat(build()).hasContent("[]");
    }

    @Test
    void a_changed_recipe_with_arguments_drives_out_its_old_tar_and_no_other() throws IOException {
        Files.writeString(folder.resolve("changes"), "ARG VERSION\n");
        Path plain = build();
        Path second = builder().build(recipe().with(Map.of("VERSION", "2")), soon());
        Files.writeString(folder.resolve("word"), "two");
        Path changed = builder().build(recipe().with(Map.of("VERSION", "2")), soon());
        assertThat(List.of(plain, changed)).allMatch(Files::exists);
        assertThat(second).doesNotExist();
    }

    @Test
    void the_cache_is_its_owners_alone() throws IOException {
        build();
        assertThat(Files.getPosixFilePermissions(cache))
                .extracting(Enum::name)
                .allMatch(name -> name.startsWith("OWNER"));
    }

    @Test
    void a_failure_shows_the_last_lines_and_the_log_and_leaves_nothing_half_made() throws IOException {
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
    void a_recipe_that_writes_nothing_is_told_so() throws IOException {
        script("exit 0");
        assertThat(failure().reason()).contains("wrote nothing");
    }

    @Test
    void a_recipe_that_hangs_is_ended_at_the_deadline() throws IOException {
        script("exec tail -f /dev/null");
        Failure failure = catchThrowableOfType(
                Failure.class, () -> builder().build(recipe(), Deadline.in(Duration.ofMillis(300))));
        assertThat(failure.kind()).isEqualTo(FailureKind.TIMED_OUT);
    }

    @Test
    void of_two_at_once_one_builds_and_the_other_waits() throws IOException {
        CompletableFuture<Path> other = CompletableFuture.supplyAsync(this::build);
        assertThat(build()).isEqualTo(other.join());
        assertThat(runs).hasContent("trixie");
    }

    @Test
    void what_a_killed_build_left_is_removed() throws IOException {
        Path left = cache.resolve("thing-trixie-0123456789abcdef.work/made.tar");
        Files.createDirectories(left.getParent());
        Files.writeString(left, "half");
        build();
        assertThat(left.getParent()).doesNotExist();
    }

    @Test
    void where_nothing_can_be_built_the_reason_is_given_before_anything_is_tried() {
        outOfReach = Optional.of(Failure.of(FailureKind.FAILED, "cannot").because("it needs root"));
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
        return new RecipeBuilder(cache, new BareHost(), said::add);
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(30));
    }

    private void script(String text) throws IOException {
        Files.writeString(folder.resolve("recipe"), "#!/bin/sh\n" + text + "\n");
    }

    /** Runs recipes as they are. */
    private final class BareHost implements PackageTools {
        @Override
        public Optional<Failure> reasonTheyAreOutOfReach() {
            return outOfReach;
        }

        @Override
        public Program prepare(Deadline deadline) {
            return Program.of("env").with(planningInput);
        }
    }
}

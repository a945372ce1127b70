package dev.swarmlab.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.fake.FakeEngine;
import dev.swarmlab.labfile.BuildSource;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.recipe.Recipe;
import dev.swarmlab.recipe.RecipeBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No recipe is run: a test puts the output of recipes into the cache. */
class ImageSupplyTest {

    private static final String FALLBACK = "swarmlab/node:trixie";

    private final FakeEngine engine = new FakeEngine();
    private Path cache = Path.of("");
    private Map<String, String> arguments = Map.of();

    @BeforeEach
    void nothing_can_be_pulled(@TempDir Path folder) {
        cache = folder;
        engine.hooks.failing("pull ", () -> new EngineException(500, "no route to host"));
    }

    private String acquire(String reference, @Nullable Path build) {
        return new ImageSupply(engine, RecipeBuilder.in(cache, message -> {}))
                .acquire(
                        new ImageRequest(reference, build == null ? null : new BuildSource(build, arguments)),
                        Deadline.in(Duration.ofSeconds(10)));
    }

    private String remark(String reference, Path build) {
        return new ImageSupply(engine, RecipeBuilder.in(cache, message -> {}))
                .remark(new ImageRequest(reference, new BuildSource(build, arguments)), reference);
    }

    private void cached(Recipe recipe) throws IOException {
        Files.writeString(cache.resolve(recipe.key() + "-" + recipe.hash() + ".tar"), "tar");
    }

    private static Map<String, String> builtFrom(Recipe recipe) {
        return Map.of(Labels.RECIPE, recipe.hash());
    }

    @Test
    void an_image_that_the_engine_has_is_used() {
        engine.withImage("docker:29-dind", Map.of());

        assertThat(acquire("docker:29-dind", null)).isEqualTo("docker:29-dind");
        assertThat(engine.hooks.calls("pull ")).isEmpty();
        assertThat(engine.hooks.calls("importImage ")).isEmpty();
    }

    @Test
    void an_existing_fallback_image_is_used_without_a_pull() {
        engine.withImage(FALLBACK, builtFrom(Recipe.shipped("node")));

        assertThat(acquire("docker:29-dind", null)).isEqualTo(FALLBACK);
        assertThat(engine.hooks.calls("pull ")).isEmpty();
    }

    @Test
    void an_image_is_pulled_where_possible(@TempDir Path folder) {
        FakeEngine online = new FakeEngine();

        String reference = new ImageSupply(online, RecipeBuilder.in(folder, message -> {}))
                .acquire(new ImageRequest("docker:29-dind", null), Deadline.in(Duration.ofSeconds(10)));

        assertThat(reference).isEqualTo("docker:29-dind");
        assertThat(online.hooks.calls("pull ")).containsExactly("pull docker:29-dind");
    }

    @ParameterizedTest
    @CsvSource({
        "docker:29-dind, node",
        "docker:dind, node",
        "docker.io/library/docker:27.1-dind, node",
        "registry:3, registry",
        "registry, registry",
        "docker.io/registry:2.8.3, registry"
    })
    void a_fallback_image_replaces_one_that_can_not_be_pulled(String reference, String recipe) throws IOException {
        cached(Recipe.shipped(recipe));

        assertThat(acquire(reference, null)).isEqualTo("swarmlab/" + recipe + ":trixie");
        assertThat(engine.hooks.calls("importImage "))
                .singleElement()
                .asString()
                .contains(
                        "LABEL " + Labels.RECIPE + "=" + Recipe.shipped(recipe).hash());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    docker:29-dind | swarmlab/node:trixie | using swarmlab/node:trixie (Docker 26.1) instead of docker:29-dind
                    registry:3 | swarmlab/registry:trixie | using swarmlab/registry:trixie (Distribution 2.8) instead of registry:3
                    docker:29-dind | docker:29-dind | ''
                    swarmlab/node:sid | swarmlab/node:sid | ''
                    """)
    void the_message_names_the_fallback_image_and_its_program(String reference, String actual, String text) {
        assertThat(ImageSupply.substitution(reference, actual)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx", "docker:29-cli", "me/docker:29-dind", "localhost:5000/registry:3", "me/registry"})
    void other_images_have_no_fallback_image(String reference) {
        assertThatThrownBy(() -> acquire(reference, null))
                .isInstanceOf(Failure.class)
                .hasMessage("can't get the image " + reference + ": no route to host")
                .extracting(failure -> ((Failure) failure).advice())
                .asString()
                .contains("{image: " + reference + ", build: FOLDER}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bookworm", "trixie", "sid"})
    void fallback_images_are_built_and_never_pulled(String suite) throws IOException {
        cached(Recipe.shipped("node").from(suite));

        assertThat(acquire("swarmlab/node:" + suite, null)).isEqualTo("swarmlab/node:" + suite);
        assertThat(engine.hooks.calls("pull ")).isEmpty();
    }

    @Test
    void a_fallback_image_of_an_earlier_recipe_is_rebuilt() throws IOException {
        engine.withImage(FALLBACK, Map.of(Labels.RECIPE, "0123456789abcdef"));
        cached(Recipe.shipped("node"));

        acquire(FALLBACK, null);

        assertThat(engine.image(FALLBACK)).hasValueSatisfying(image -> assertThat(image.labels())
                .containsAllEntriesOf(builtFrom(Recipe.shipped("node"))));
    }

    @Test
    void an_image_with_a_build_folder_is_built_and_not_pulled(@TempDir Path build) throws IOException {
        Files.writeString(build.resolve("Dockerfile"), "FROM scratch");

        assertThat(acquire("my/app", build)).isEqualTo("my/app");
        assertThat(engine.hooks.calls("build my/app")).hasSize(1);
        assertThat(engine.hooks.calls("pull ")).isEmpty();
    }

    @Test
    void an_image_is_rebuilt_only_when_its_folder_changes(@TempDir Path build) throws IOException {
        Files.writeString(build.resolve("Dockerfile"), "FROM scratch");
        acquire("my/app", build);
        acquire("my/app", build);
        assertThat(engine.hooks.calls("build ")).hasSize(1);

        Files.writeString(build.resolve("Dockerfile"), "FROM busybox");
        acquire("my/app", build);

        assertThat(engine.hooks.calls("build ")).hasSize(2);
    }

    @Test
    void an_image_is_rebuilt_when_its_build_arguments_change(@TempDir Path build) throws IOException {
        Files.writeString(build.resolve("Dockerfile"), "FROM scratch");
        acquire("my/app", build);
        arguments = Map.of("VERSION", "2", "DEBUG", "true");
        acquire("my/app", build);
        acquire("my/app", build);

        assertThat(engine.hooks.calls("build "))
                .containsExactly("build my/app", "build my/app with {DEBUG=true, VERSION=2}");
    }

    @Test
    void a_recipe_is_built_with_its_arguments(@TempDir Path build) throws IOException {
        Files.writeString(build.resolve("recipe"), "#!/bin/sh\n");
        Files.writeString(build.resolve("changes"), "ARG VERSION\nCMD [\"/serve\"]\n");
        Recipe second = Recipe.in(build).with(Map.of("VERSION", "2"));
        cached(second);

        arguments = Map.of("VERSION", "2");
        acquire("my/app:2", build);

        assertThat(engine.hooks.calls("importImage my/app:2"))
                .singleElement()
                .asString()
                .contains("CMD", "LABEL " + Labels.RECIPE + "=" + second.hash())
                .doesNotContain("ARG");
    }

    @Test
    void refuses_an_argument_that_the_recipe_does_not_declare(@TempDir Path build) throws IOException {
        Files.writeString(build.resolve("recipe"), "#!/bin/sh\n");
        arguments = Map.of("VERSION", "2");

        assertThatThrownBy(() -> acquire("my/app", build))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("has no argument VERSION");
    }

    @Test
    void an_image_that_the_user_built_is_used_with_a_message(@TempDir Path build) throws IOException {
        Files.writeString(build.resolve("Dockerfile"), "FROM scratch");
        engine.withImage("my/app", Map.of("maintainer", "me"));

        acquire("my/app", build);

        assertThat(engine.hooks.calls("build ")).isEmpty();
        assertThat(remark("my/app", build))
                .isEqualTo("using your own build of my/app. To let swarmlab build it from " + build
                        + ", remove it: docker image rm my/app");
    }

    @Test
    void an_image_that_swarmlab_built_needs_no_message(@TempDir Path build) throws IOException {
        Files.writeString(build.resolve("Dockerfile"), "FROM scratch");

        acquire("my/app", build);

        assertThat(engine.hooks.calls("build ")).hasSize(1);
        assertThat(remark("my/app", build)).isEmpty();
    }

    @Test
    void a_recipe_in_the_cache_is_preferred_to_a_dockerfile(@TempDir Path build) throws IOException {
        Files.writeString(build.resolve("Dockerfile"), "FROM scratch");
        Files.writeString(build.resolve("recipe"), "#!/bin/sh\n");
        cached(Recipe.in(build));

        acquire("my/app", build);

        assertThat(engine.hooks.calls("importImage my/app")).hasSize(1);
        assertThat(engine.hooks.calls("build ")).isEmpty();
    }

    @Test
    void a_failed_build_shows_the_command_for_the_full_output(@TempDir Path build) throws IOException {
        Files.writeString(build.resolve("Dockerfile"), "FROM nothing");
        engine.hooks.failing("build ", () -> new EngineException(500, "pull access denied for nothing"));

        assertThatThrownBy(() -> acquire("my/app", build))
                .hasMessage("can't build my/app from " + build + ": pull access denied for nothing")
                .extracting(failure -> ((Failure) failure).advice())
                .isEqualTo("To see the full output, run: docker build '" + build + "'");
        arguments = Map.of("VERSION", "2");
        assertThatThrownBy(() -> acquire("my/app", build))
                .extracting(failure -> ((Failure) failure).advice())
                .isEqualTo("To see the full output, run: docker build --build-arg 'VERSION=2' '" + build + "'");
    }
}

package dev.swarmlab.provision.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.swarmlab.engine.ContainerFile;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.labfile.StackFile;
import dev.swarmlab.support.ProcessResult;
import dev.swarmlab.support.ShellScript;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StackBundleTest {

    private static final String FOLDER = "/var/lib/it";

    @TempDir
    private Path home = Path.of("");

    private Path write(String place) throws IOException {
        Path file = home.resolve(place);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "content of " + place);
    }

    private static StackFile stack(Path file, Set<Path> referenced, Map<String, String> variables) {
        return new StackFile(file, "services: {}", referenced, variables, Set.of());
    }

    static Stream<Arguments> places() {
        return Stream.of(
                arguments(List.of("shop/stack.yml"), List.of("stack.yml")),
                arguments(List.of("shop/stack.yml", "shop/a.conf"), List.of("stack.yml", "a.conf")),
                arguments(List.of("shop/stack.yml", "shop/etc/a.conf"), List.of("stack.yml", "etc/a.conf")),
                arguments(List.of("shop/stack.yml", "a.conf"), List.of("shop/stack.yml", "a.conf")),
                arguments(
                        List.of("shop/stack.yml", "other/a.conf", "other/b.conf"),
                        List.of("shop/stack.yml", "other/a.conf", "other/b.conf")),
                arguments(
                        List.of("x/shop/stack.yml", "a.conf", "x/b.conf"),
                        List.of("x/shop/stack.yml", "a.conf", "x/b.conf")));
    }

    @ParameterizedTest
    @MethodSource("places")
    void relative_paths_between_files_stay_the_same(List<String> onHost, List<String> inNode) throws IOException {
        Path stackFile = write(onHost.get(0));
        Set<Path> referenced = Set.copyOf(write(onHost.subList(1, onHost.size())));

        List<ContainerFile> files = new StackBundle(FOLDER, stack(stackFile, referenced, Map.of())).files(Map.of());

        assertThat(files)
                .extracting(ContainerFile::path)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of("/var/lib/it/variables"),
                                inNode.stream().map(place -> "/var/lib/it/files/" + place))
                        .toList());
        assertThat(files)
                .as("files may hold secrets")
                .extracting(ContainerFile::mode)
                .containsOnly(0600);
        assertThat(files).filteredOn(file -> file.path().endsWith(".conf")).allMatch(file -> new String(
                        file.content(), StandardCharsets.UTF_8)
                .endsWith(file.path().substring(file.path().lastIndexOf('/') + 1)));
    }

    private List<Path> write(List<String> places) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String place : places) {
            files.add(write(place));
        }
        return files;
    }

    @Test
    void a_file_that_was_removed_is_reported() {
        Path removed = home.resolve("removed.conf");
        StackBundle bundle = new StackBundle(FOLDER, stack(home.resolve("stack.yml"), Set.of(removed), Map.of()));

        assertThatThrownBy(() -> bundle.files(Map.of()))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("can't read " + removed);
    }

    // The commands in the node's shell

    /** Writes the files to a folder, and runs the command in a real shell with a docker that prints its input. */
    private ProcessResult deployed(StackFile stack, Map<String, String> labVariables, String dockerScript)
            throws IOException {
        StackBundle bundle = new StackBundle(home.resolve("it's unpacked here").toString(), stack);
        for (ContainerFile file : bundle.files(labVariables)) {
            Path place = Path.of(file.path());
            Files.createDirectories(place.getParent());
            Files.write(place, file.content());
        }
        Path programs = Files.createDirectories(home.resolve("programs"));
        Path docker = Files.writeString(programs.resolve("docker"), "#!/bin/sh\n" + dockerScript);
        assertThat(docker.toFile().setExecutable(true)).isTrue();
        return new ShellScript(
                        Map.of("PATH", programs + ":" + System.getenv("PATH")), bundle.deployment("it's $(mine)"))
                .run();
    }

    @Test
    void docker_deploys_the_file_from_its_own_folder() throws IOException {
        StackFile stack = stack(write("my shop/the stack's.yml"), Set.of(write("a.conf")), Map.of());

        ProcessResult result = deployed(stack, Map.of(), "printf '%s\\n' \"$@\"; cat ../a.conf; cat \"$5\"");

        assertThat(result.succeeded().out()).isEqualTo("""
                        stack
                        deploy
                        --prune
                        --compose-file
                        the stack's.yml
                        it's $(mine)
                        content of a.confservices: {}""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "",
                " two  words ",
                "it's \"quoted\"",
                "$HOME `id` $(id) \\ \\n",
                "first line\nsecond line\n",
                "'",
                "über ☃"
            })
    void a_variable_keeps_any_value(String value) throws IOException {
        StackFile stack = stack(write("stack.yml"), Set.of(), Map.of("MINE", value));

        assertThat(deployed(stack, Map.of(), "printf %s \"$MINE\"").succeeded().out())
                .isEqualTo(value);
    }

    @Test
    void the_labs_variables_override_the_users() throws IOException {
        StackFile stack = stack(write("stack.yml"), Set.of(), Map.of("REGISTRY", "mine", "OTHER", "mine"));

        assertThat(deployed(stack, Map.of("REGISTRY", "registry:5000"), "echo $REGISTRY $OTHER")
                        .succeeded()
                        .out())
                .isEqualTo("registry:5000 mine\n");
    }

    @Test
    void no_value_is_in_the_arguments_of_a_command() throws IOException {
        StackBundle bundle = new StackBundle(FOLDER, stack(write("stack.yml"), Set.of(), Map.of("PASSWORD", "secret")));

        assertThat(bundle.deployment("shop")).doesNotContain("secret");
    }

    @Test
    void no_file_stays_in_the_node() throws IOException {
        Path unpacked = home.resolve("it's here");
        Files.createDirectories(unpacked.resolve("files"));
        StackBundle bundle = new StackBundle(unpacked.toString(), stack(write("s.yml"), Set.of(), Map.of()));

        new ShellScript(Map.of(), bundle.removal()).run().succeeded();

        assertThat(unpacked).doesNotExist();
    }
}

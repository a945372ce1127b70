package dev.swarmlab.stackfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.labfile.StackFile;
import dev.swarmlab.labfile.reader.LabFileReader;
import dev.swarmlab.labfile.reader.LabFileSource;
import dev.swarmlab.labfile.reader.ReadResult;
import dev.swarmlab.yaml.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

class StackFileReaderTest {

    private static final Map<String, String> ENVIRONMENT =
            Map.of("TAG", "3", "PASSWORD", "hunter2", "UNUSED", "x", "REGISTRY", "Mine!", "DOLLARS", "$$");

    private final Path folder;

    StackFileReaderTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("conf"));
        Files.writeString(folder.resolve("conf/nginx.conf"), "");
        Files.writeString(folder.resolve("conf/vip.conf"), "");
        Files.writeString(folder.resolve("web.env"), "A=b\n");
        Files.writeString(folder.resolve("key.txt"), "");
    }

    /** Each file has one mistake: the file, the position, a part of the message, a part of the advice. */
    static Stream<Arguments> invalid() {
        return Stream.of(
                arguments("", "1:1", "the file is empty", "services: {web:"),
                arguments("# later", "1:1", "only comments", "services: {web:"),
                arguments("services: {web: {image: a", "1:17", "invalid YAML", "brackets"),
                arguments("services:\n  web:\n    image: 'a\n", "3:12", "invalid YAML", "quotes"),
                arguments("services:\n\tweb: {image: a}\n", "2:1", "indented with a tab", "spaces"),
                arguments("services: {web: {image: a}}\n---\nservices: {}", "2:1", "second document", "one document"),
                arguments("services: {web: {image: !!binary a}}", "1:25", "is not supported", "`!`"),
                arguments(
                        "services: {web: {image: a, image: b}}",
                        "1:28",
                        "first used on line 1",
                        "remove one of the two"),
                arguments("- web", "1:1", "the stack file must be a mapping, not a list", "services: {web:"),
                arguments("web", "1:1", "must be a mapping, \"web\" is a string", "services: {web:"),
                arguments("version: '3.8'", "1:1", "has no `services`", "services: {web:"),
                arguments("services:", "1:1", "has no `services`", "services: {web:"),
                arguments("services: {}", "1:1", "has no `services`", "services: {web:"),
                arguments("services: []", "1:11", "`services` must be a mapping, not a list", "services: {"),
                arguments("services: web", "1:11", "`services` must be a mapping", "services: {"),
                arguments("service: {web: {image: a}}", "1:1", "unknown key `service`", "`services`?"),
                arguments("name: shop\n" + WEB, "1:1", "the key `name` is not allowed here", "the lab's `stacks`"),
                arguments("services: {web: null}", "1:12", "the service `web` is empty", "image:"),
                arguments("services: {web: alpine}", "1:17", "`web` must be a mapping, \"alpine\" is", "image:"),
                arguments("services: {web: [alpine]}", "1:17", "`web` must be a mapping, not a list", "image:"),
                arguments("services: {web: {command: a}}", "1:12", "`web` has no `image`", "${REGISTRY}/NAME"),
                arguments("services: {web: {image: }}", "1:12", "`web` has no `image`", "${REGISTRY}/NAME"),
                arguments(
                        "services: {web: {build: .}}", "1:12", "`web` has no `image`", "a swarm does not build images"),
                arguments(
                        "services: {web: {image: [a]}}",
                        "1:25",
                        "`image` must be a string, not a list",
                        "a single string"),
                arguments("services: {web: {image: Alpine}}", "1:25", "not an image reference", "lower case: alpine"),
                arguments("services: {web: {image: '$NONE/a'}}", "1:25", "`NONE` is not set", "${NONE:-default}"),
                arguments("services: {web: {image: '${NONE:?say it}'}}", "1:25", "not set: say it", "NONE="),
                arguments("services: {web: ${TAG", "1:18", "invalid YAML", "needs quotes"),
                arguments("services: {web: {imgae: a}}", "1:18", "unknown key `imgae`", "did you mean `image`?"),
                web("imgae: b", 28, "unknown key `imgae`", "did you mean `image`?"),
                web("enviroment: [A=b]", 28, "unknown key `enviroment`", "did you mean `environment`?"),
                web("replicas: 3", 28, "the key `replicas` is not allowed here", "deploy: {replicas: …}"),
                web("deploy: {replica: 3}", 37, "unknown key `replica`", "did you mean `replicas`?"),
                web("deploy: [a]", 36, "`deploy` must be a mapping, not a list", "replicas: 3"),
                web("networks: [front]", 39, "`web` uses the network \"front\"", "networks: {front: {external: true}}"),
                web("networks: [1]", 39, "the network \"1\", which the file does not declare", "networks: {1: "),
                web(
                        "networks: {front: {aliases: [a]}}",
                        39,
                        "the network \"front\"",
                        "top level of the file: networks:"),
                web(
                        "networks: [{a: b}]",
                        39,
                        "an entry of `networks` must be a string, not a mapping",
                        "a single string"),
                web("networks: front", 38, "`networks` must be a list, \"front\" is a string", "`- `"),
                web("networks: [bakc]}}\nnetworks: {back: {", 39, "the network \"bakc\"", "did you mean \"back\"?"),
                web("volumes: [data:/data]", 38, "the volume \"data\"", "volumes: {data: {}}"),
                web("volumes: [{type: volume, source: data, target: /d}]", 61, "the volume \"data\"", "volumes: {data"),
                web("volumes: [./data:/data]", 38, "\"./data:/data\" has a relative path as its source", "/srv/data"),
                web("volumes: [~/data:/data]", 38, "relative", "/srv/data"),
                web("volumes: [..:/data]", 38, "relative", "/srv/data"),
                web("volumes: [{type: bind, source: ./d, target: /d}]", 59, "\"./d\" has a relative path", "/srv/data"),
                web("volumes: [{type: bind, source: d, target: /d}]", 59, "\"d\" has a relative path", "/srv/data"),
                web("volumes: {data: /data}", 37, "`volumes` must be a list, not a mapping", "`- `"),
                web("configs: [nginx]", 38, "the config \"nginx\"", "configs: {nginx: {file: ./FILE}}"),
                web(
                        "configs: [{source: nginx, target: /a}]",
                        47,
                        "the config \"nginx\"",
                        "top level of the file: configs:"),
                web("secrets: [key]", 38, "the secret \"key\"", "secrets: {key: {file: ./FILE}}"),
                web("env_file: none.env", 38, "there is no file \"none.env\"", "start at the folder of the stack file"),
                web("env_file: [web.env, conf]", 48, "there is no file \"conf\"", "looked for"),
                web("env_file: /etc/hosts", 38, "\"/etc/hosts\" is absolute", "relative to the stack file"),
                web(
                        "env_file: [{path: web.env, required: false}]",
                        39,
                        "must be a string, not a mapping",
                        "a single string"),
                web("env_file: {path: web.env}", 38, "`env_file` must be a list, not a mapping", "`- `"),
                top("networks: [front]", 11, "`networks` must be a mapping, not a list", "networks: {NAME: …}"),
                top("volumes: data", 10, "`volumes` must be a mapping, \"data\" is a string", "volumes: {NAME: …}"),
                top("configs: {c: {file: none}}", 21, "there is no file \"none\"", "looked for"),
                top("configs: {c: {file: ''}}", 21, "there is no file \"\"", "looked for"),
                top("configs: {c: {file: [a]}}", 21, "`file` must be a string, not a list", "a single string"),
                top("configs: {c: {file: \"a\\0b\"}}", 21, "is not valid: Nul", "the path of a file"),
                top("configs: {c: {file: /etc/hosts}}", 21, "\"/etc/hosts\" is absolute", "relative"),
                top("secrets: {s: {file: secret.txt}}", 21, "there is no file \"secret.txt\"", "looked for"),
                top("networks: {n: {external: true, name: '$NONE'}}", 38, "`NONE` is not set", "set it"));
    }

    private static final String WEB = "services: {web: {image: a}}";

    private static Arguments web(String keys, int column, String message, String advice) {
        return arguments("services: {web: {image: a, " + keys + "}}", "1:" + column, message, advice);
    }

    private static Arguments top(String yaml, int column, String message, String advice) {
        return arguments(WEB + "\n" + yaml, "2:" + column, message, advice);
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void reports_one_mistake_as_one_problem_at_its_position(String yaml, String position, String message, String advice)
            throws IOException {
        Files.writeString(folder.resolve("shop.yml"), yaml);

        assertThat(problems("stacks: {shop: shop.yml}")).singleElement().satisfies(problem -> {
            assertThat(problem.file() + ":" + problem.line() + ":" + problem.column())
                    .isEqualTo("shop.yml:" + position);
            assertThat(problem.message()).contains(message);
            assertThat(problem.advice()).contains(advice);
        });
    }

    /** Files that docker accepts. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                WEB,
                "version: '3.8'\nx-common: &c {image: a}\nservices: {web: *c, api: {<<: *c, x-mine: 1}}",
                "services: {web: {image: '${REGISTRY}/swarmlab/echo:${TAG:-latest}'}}",
                "services: {web: {image: 'registry:5000/a@sha256:"
                        + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'}}",
                "services: {web: {image: a, deploy: {endpoint_mode: $ENDPOINT_MODE}, ports: [{mode: $PUBLISH_MODE}]}}",
                "services: {web: {image: a, command: echo $$HOME}}",
                "services: {web: {image: a, deploy: null, volumes: null, networks: [default]}}",
                "services: {web: {image: a, networks: {n: null}}}\nnetworks: {n: null}",
                "services: {web: {image: a, networks: [host]}}\nnetworks: {host: {external: true}}",
                "services: {web: {image: a, volumes: [d:/d, /anonymous, /srv/d:/d:ro, 'C:\\d:/d']}}\nvolumes: {d: }",
                "services: {web: {image: a, volumes: [{type: bind, source: /d, target: /d}, {type: tmpfs, target:"
                        + " /t}]}}",
                "services: {web: {image: a, configs: [{source: c}], secrets: [s]}}\n"
                        + "configs: {c: {external: true}}\nsecrets: {s: {file: key.txt}}",
                "services: {web: {image: a, env_file: web.env}}",
                "services: {web: {image: a, env_file: [web.env]}}",
                "services: {web: {image: a, build: {context: .}}}",
                "services: {web: {image: a, xyzzy: 1, deploy: {xyzzy: 1}}}\nxyzzy: 1"
            })
    void accepts_a_valid_file(String yaml) throws IOException {
        assertThat(read(yaml).text()).isEqualTo(yaml);
    }

    /** Keys of Compose that a swarm ignores or refuses. docker reports them itself. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "annotations",
                "attach",
                "blkio_config",
                "cgroup",
                "cgroup_parent",
                "cpu_count",
                "cpu_period",
                "cpu_quota",
                "cpu_shares",
                "cpus",
                "cpuset",
                "credential_spec",
                "develop",
                "device_cgroup_rules",
                "devices",
                "dns_opt",
                "dns_search",
                "domainname",
                "driver_opts",
                "extends",
                "external_links",
                "gpus",
                "group_add",
                "ipc",
                "isolation",
                "label_file",
                "mac_address",
                "mem_limit",
                "mem_reservation",
                "mem_swappiness",
                "memswap_limit",
                "models",
                "network_mode",
                "oom_kill_disable",
                "oom_score_adj",
                "pid",
                "pids_limit",
                "platform",
                "post_start",
                "pre_stop",
                "privileged",
                "profiles",
                "provider",
                "pull_policy",
                "pull_refresh_after",
                "runtime",
                "security_opt",
                "shm_size",
                "stdin_open",
                "storage_opt",
                "use_api_socket",
                "userns_mode",
                "uts",
                "volumes_from"
            })
    void leaves_a_key_that_compose_knows_to_docker(String key) throws IOException {
        assertThat(read("services: {web: {image: a, " + key + ": 1}}")).isNotNull();
    }

    @Test
    void has_the_variables_that_it_mentions_except_those_of_swarmlab() throws IOException {
        StackFile stack = read("services: {web: {image: '$REGISTRY/${NAME:-a}:${TAG}', command: '${A:-$PASSWORD}'}}");

        assertThat(stack.variables()).isEqualTo(Map.of("TAG", "3", "PASSWORD", "hunter2"));
        assertThat(stack).hasToString("StackFile[" + folder.resolve("shop.yml") + "]");
    }

    @Test
    void variables_of_swarmlab_override_those_of_the_user() throws IOException {
        StackFile stack = read(WEB + "\nnetworks: {n: {name: 'a-$ENDPOINT_MODE-$PUBLISH_MODE', external: true}}\n"
                + "x-image: ${REGISTRY:?is always set}");

        assertThat(stack.externalNetworks()).containsExactly("a-vip-ingress");
        // The user's REGISTRY is not valid in an image reference.
        assertThat(read("services: {web: {image: $REGISTRY/a}}").variables()).isEmpty();
    }

    @Test
    void finds_the_files_that_it_names() throws IOException {
        StackFile stack =
                read("services: {web: {image: a, env_file: [./web.env]}, api: {image: a, env_file: web.env}}\n"
                        + "configs: {a: {file: conf/nginx.conf}, b: {file: './conf/../conf/${ENDPOINT_MODE}.conf'},"
                        + " c: {external: true}}\nsecrets: {s: {file: key.txt}}");

        assertThat(stack.referencedFiles())
                .containsExactlyInAnyOrder(
                        folder.resolve("web.env"),
                        folder.resolve("conf/nginx.conf"),
                        folder.resolve("conf/vip.conf"),
                        folder.resolve("key.txt"));
        assertThat(stack.file()).isEqualTo(folder.resolve("shop.yml"));
    }

    /** The networks of a file, and those that must exist before it is deployed. */
    static Stream<Arguments> networks() {
        return Stream.of(
                arguments("{a: {external: true}, b: {}, c: null}", Set.of("a")),
                arguments("{a: {external: yes}, b: {external: 'On'}, c: {external: no}}", Set.of("a", "b")),
                arguments("{a: {external: true, name: b}}", Set.of("b")),
                arguments("{a: {external: {name: b}}}", Set.of("b")),
                arguments("{a: {external: {}}}", Set.of("a")),
                arguments("{a: {name: b}}", Set.of()),
                arguments("{a: {external: true, name: 'net$TAG'}}", Set.of("net3")),
                arguments("{a: {external: true, name: host}, ingress: {external: true}}", Set.of()));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void finds_the_networks_that_must_exist(String networks, Set<String> expected) throws IOException {
        assertThat(read(WEB + "\nnetworks: " + networks).externalNetworks()).isEqualTo(expected);
    }

    @Test
    void an_external_network_belongs_to_the_lab_or_to_another_stack() throws IOException {
        Files.writeString(folder.resolve("shop.yml"), WEB + "\nnetworks: {front: {external: true}}");
        Files.writeString(folder.resolve("b.yml"), WEB + "\nnetworks: {front: {external: true, name: shop_back}}");

        assertThat(problems("networks: [front]\nstacks: {shop: shop.yml, b: b.yml}"))
                .isEmpty();
        assertThat(problems("stacks: {b: b.yml}")).singleElement().satisfies(problem -> assertThat(problem.message())
                .contains("\"shop_back\""));
        assertThat(problems("stacks: {\n  shop: shop.yml}"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.render()).isEqualTo("""
                    standard input:3:9: the stack needs the external network "front", which the lab does not have
                          shop: shop.yml}
                                ^
                      add it to the lab: networks: [front]
                    """));
    }

    @Test
    void problems_show_the_name_and_the_line_of_their_file() throws IOException {
        Path labs = Files.createDirectories(folder.resolve("labs"));
        Files.writeString(
                labs.resolve("x.yml"), "name: x\nworker: 1\nstacks: {a: ../shop.yml, b: y.yml, c: ../shop.yml}");
        Files.writeString(labs.resolve("y.yml"), "services: {api: {image: a, comand: b}}");
        Files.writeString(folder.resolve("shop.yml"), "services:\n  web: {imag: b}\n");

        ReadResult reading = new LabFileReader(ENVIRONMENT, folder).read(new LabFileSource.File("labs/x.yml"));

        assertThat(reading).isInstanceOfSatisfying(ReadResult.Invalid.class, invalid -> assertThat(invalid.problems())
                .extracting(
                        problem -> problem.file() + ":" + problem.line() + ":" + problem.column(), Problem::sourceLine)
                .containsExactly(
                        tuple("labs/x.yml:2:1", "worker: 1"),
                        tuple("labs/y.yml:1:28", "services: {api: {image: a, comand: b}}"),
                        tuple("shop.yml:2:9", "  web: {imag: b}")));
    }

    /** The network is named after the lab of the lab file, whatever the user's variable LAB is. */
    @Test
    void the_name_of_the_lab_is_known_if_a_lab_file_names_the_stack_file() throws IOException {
        String text = WEB + "\nnetworks: {n: {name: '${LAB}-net', external: true}}";
        Files.writeString(folder.resolve("shop.yml"), text);

        assertThat(problems("networks: [lab-net]\nstacks: {a: shop.yml}")).isEmpty();
        assertThat(problems("networks: [other-net]\nstacks: {a: shop.yml}"))
                .extracting(Problem::message)
                .containsExactly("the stack needs the external network \"lab-net\", which the lab does not have");
        assertThat(StackFileReader.inLabFile(Map.of("LAB", "ann", "STUDENT", "Ann", "INDEX", "1"))
                        .readOrFail(folder.resolve("shop.yml"), "shop.yml"))
                .satisfies(stack -> {
                    assertThat(stack.externalNetworks()).containsExactly("ann-net");
                    assertThat(stack.variables()).isEmpty();
                });
    }

    @Test
    void a_file_without_a_lab_is_refused_with_all_problems() throws IOException {
        Path file = Files.writeString(folder.resolve("own.yml"), "services: {web: {build: .}}\nname: a");
        StackFileReader reader = new StackFileReader(ENVIRONMENT);

        assertThatThrownBy(() -> reader.readOrFail(file, "own.yml")).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(FailureKind.WRONG_INPUT);
            assertThat(failure.getMessage()).contains("own.yml:1:12: ", "own.yml:2:1: ");
        });
        assertThatThrownBy(() -> reader.readOrFail(folder.resolve("onw.yml"), "onw.yml"))
                .hasMessageContaining("onw.yml: no such file")
                .hasMessageContaining("did you mean own.yml?");
    }

    private StackFile read(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("shop.yml"), yaml);
        return new StackFileReader(ENVIRONMENT).readOrFail(file, "shop.yml");
    }

    /** The problems of a lab file with these lines after its name. */
    private List<Problem> problems(String lab) {
        ReadResult reading = new LabFileReader(ENVIRONMENT, folder)
                .read(new LabFileSource.StandardInput(
                        new ByteArrayInputStream(("name: lab\n" + lab).getBytes(StandardCharsets.UTF_8))));
        return reading instanceof ReadResult.Invalid invalid ? invalid.problems() : List.of();
    }
}

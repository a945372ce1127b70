package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swarmlab.support.SwarmLabProgram;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.yaml.snakeyaml.Yaml;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The conventions of all commands. Each test runs a command line as a user types it. */
class CommandLineConventionsTest {

    /** Commands with {@code LAB} where the lab is named, and a part of what each prints. */
    private static final Map<String, String> WITH_AN_ARGUMENT = Map.ofEntries(
            Map.entry("status LAB", "worker02   worker"),
            Map.entry("check LAB", "a check   passed"),
            Map.entry("drill LAB", "▶ on manager: act"),
            Map.entry("graph LAB", "<svg "),
            Map.entry("dashboard LAB -o json", "\"lab\" :"),
            Map.entry("stack ls LAB", "web_api"),
            Map.entry("stop LAB", "3 of 3"),
            Map.entry("start LAB", "the lab lab is damaged: its network was removed"),
            Map.entry("cards LAB", "swarmlab dashboard lab --terminal"),
            Map.entry("access LAB --out x.zip", "other computers can't reach the lab lab"),
            Map.entry("reset LAB --dry-run", "swarm      network    ingress"),
            Map.entry("down LAB", "lab, 3 containers"));

    private static final Map<String, String> WITHOUT_ONE = Map.of(
            "exec LAB worker01 -- hostname", "the answer to hostname",
            "shell LAB worker01", "the answer to sh -c",
            "logs LAB worker01", "the log of worker01",
            "cp LAB worker01:/ .", "can't copy the root folder of worker01",
            "node drain LAB worker01", "worker01 is drained",
            "docker LAB ps", "the answer to docker ps",
            "docker LAB worker01 -- ps", "the answer to docker ps",
            "env LAB worker01", "the daemon of worker01 can't be reached",
            "context create LAB worker01", "the daemon of worker01 can't be reached",
            "stack rm LAB blog", "there is no stack named blog");

    private static CapturedConsole run(SampleLab lab, String typed) {
        lab.engine.log("swarmlab-lab-worker01", "the log of worker01");
        CapturedConsole console = lab.console();
        console.run(typed.strip().split(" +"));
        return console;
    }

    @Nested
    class A_lab {

        static Stream<Arguments> named() {
            Stream<Arguments> asAnArgument = WITH_AN_ARGUMENT.entrySet().stream()
                    .flatMap(command -> Stream.of("lab", "--lab lab", "--lab=lab", "-l lab", "--name lab", "lab -l lab")
                            .map(lab -> arguments(command.getKey().replace("LAB", lab), command.getValue())));
            Stream<Arguments> asAnOption = WITHOUT_ONE.entrySet().stream()
                    .flatMap(command -> Stream.of("--lab lab", "--lab=lab", "-l lab", "--name lab")
                            .map(lab -> arguments(command.getKey().replace("LAB", lab), command.getValue())));
            return Stream.concat(asAnArgument, asAnOption);
        }

        @ParameterizedTest
        @MethodSource("named")
        void is_named_in_the_same_ways_everywhere(String typed, String printed) {
            CapturedConsole console = run(new SampleLab().beside("other"), typed);

            assertThat(console.out() + console.err()).contains(printed);
        }

        static Stream<Arguments> notNamed() {
            return Stream.concat(WITH_AN_ARGUMENT.entrySet().stream(), WITHOUT_ONE.entrySet().stream())
                    .map(command ->
                            arguments(command.getKey().replace("LAB ", "").replace(" LAB", ""), command.getValue()));
        }

        @ParameterizedTest
        @MethodSource("notNamed")
        void need_not_be_named_if_there_is_only_one(String typed, String printed) {
            CapturedConsole console = run(new SampleLab(), typed);

            assertThat(console.out() + console.err()).contains(printed);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                status                  | swarmlab status lab
                check                   | swarmlab check lab
                drill                   | swarmlab drill lab
                graph                   | swarmlab graph lab
                export x.tar.gz         | swarmlab export --lab lab
                access --out x.zip      | swarmlab access lab
                cards                   | swarmlab cards lab
                stack ls                | swarmlab stack ls lab
                stop                    | swarmlab stop lab
                start                   | swarmlab start lab
                reset                   | swarmlab reset lab
                down                    | swarmlab down lab
                exec worker01 -- true   | swarmlab exec --lab lab
                shell worker01          | swarmlab shell --lab lab
                cp worker01:/etc .      | swarmlab cp --lab lab
                logs worker01           | swarmlab logs --lab lab
                node stop worker01      | swarmlab node stop --lab lab
                docker ps               | swarmlab docker --lab lab
                env                     | swarmlab env --lab lab
                context create          | swarmlab context create --lab lab
                stack rm blog           | swarmlab stack rm --lab lab
                stack deploy a stack/echo.yml | swarmlab stack deploy --lab lab
                """)
        void must_be_named_if_there_are_several(String typed, String advised) {
            CapturedConsole console = new SampleLab().beside("other").console();

            assertThat(console.run(typed.split(" +"))).isEqualTo(ExitCode.WRONG_INPUT.number());
            assertThat(console.err())
                    .isEqualTo("swarmlab: there are several labs: lab, other\nSay which: %s\n".formatted(advised));
            assertThat(console.out()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "status lab --lab other",
            "status --lab lab --name other",
            "check lab -l other",
            "drill lab -l other scenario",
            "graph lab -l other",
            "export lab -l other x.tar.gz",
            "access lab -l other --out x.zip",
            "cards lab -l other",
            "dashboard lab -l other -o json",
            "stack ls lab -l other",
            "stop lab -l other",
            "start lab -l other",
            "reset lab -l other",
            "node stop --lab lab --name other worker01",
            "down lab -l other",
            "down lab other -l lab",
            "context rm lab -l other",
            "exec --lab lab --name other worker01 -- true"
        })
        void can_not_be_named_twice_in_different_ways(String typed) {
            SampleLab lab = new SampleLab().beside("other");
            List<String> before = lab.engine.things();
            CapturedConsole console = lab.console();

            assertThat(console.run(typed.split(" "))).isEqualTo(ExitCode.WRONG_INPUT.number());
            assertThat(console.err())
                    .startsWith("swarmlab: different labs are named: ")
                    .contains("lab", "other", "Name labs either as arguments or with --lab.");
            assertThat(console.out()).isEmpty();
            assertThat(lab.engine.things()).isEqualTo(before);
        }

        @ParameterizedTest
        @CsvSource({
            "status lab, other, worker02",
            "status, lab, worker02",
            "status --lab lab, other, worker02",
            "status --name lab, other, worker02",
            "exec worker01 -- true, lab, the answer to true",
            "drill lab, other, ▶ on manager: act",
            "drill, lab, ▶ on manager: act",
            "drill scenario, lab, no scenario named scenario",
            "down lab, other, 3 containers",
            "down --lab lab, other, 3 containers",
            "down --all, other, 2 of 2",
        })
        void that_a_variable_names_is_the_one_if_none_is_typed(String typed, String variable, String printed) {
            CapturedConsole console = new SampleLab().beside("other").console(Map.of("SWARMLAB_LAB", variable));

            console.run(typed.split(" "));

            assertThat(console.out() + console.err()).contains(printed);
        }

        @ParameterizedTest
        @CsvSource({
            "status /labs/lab.yml, worker02",
            "exec --lab /labs/lab.yml worker01 -- true, the answer to true",
            "drill /labs/lab.yml, ▶ on manager: act",
            "drill /labs/lab.yml missing, the lab lab has no scenario named missing",
            "down /labs/lab.yml, 3 containers",
            "down /labs/other.yml, you have created no lab here from /labs/other.yml"
        })
        void can_be_named_by_its_lab_file(String typed, String printed) {
            CapturedConsole console =
                    new SampleLab().createdFrom("/labs/lab.yml").beside("other").console();

            console.run(typed.split(" "));

            assertThat(console.out() + console.err()).contains(printed);
        }

        @ParameterizedTest
        @CsvSource({
            "false, a scenario,, 0, ▶ on manager: act",
            "false, no scenario,, 2, the lab lab has no scenario named no scenario",
            "true, a scenario,, 1, there is no lab named a scenario",
            "true, a scenario, lab, 0, ▶ on manager: act",
            "true, other, lab, 2, the lab lab has no scenario named other"
        })
        void of_a_scenario_need_not_be_named_if_there_is_only_one(
                boolean several,
                String argument,
                @org.jspecify.annotations.Nullable String option,
                int exitCode,
                String printed) {
            SampleLab lab = several ? new SampleLab().beside("other") : new SampleLab();
            CapturedConsole console = lab.console();

            int actual = option == null ? console.run("drill", argument) : console.run("drill", argument, "-l", option);

            assertThat(console.out() + console.err()).contains(printed);
            assertThat(actual).isEqualTo(exitCode);
        }

        @ParameterizedTest
        @CsvSource({"context rm web", "context rm --lab web", "context rm -l web", "context rm --name web", "context rm"
        })
        void with_docker_contexts_is_named_in_the_same_ways(String typed, @TempDir Path folder) throws Exception {
            Path docker =
                    Files.writeString(folder.resolve("docker"), "#!/bin/sh\necho \"$@\" >>" + folder.resolve("calls"));
            Files.setPosixFilePermissions(docker, PosixFilePermissions.fromString("rwx------"));
            context(folder, "swarmlab-web", "swarmlab lab web on unix:///engine.sock");
            if (!typed.endsWith("rm")) {
                context(folder, "swarmlab-shop", "swarmlab lab shop on unix:///engine.sock");
            }
            CapturedConsole console =
                    new CapturedConsole(Map.of("DOCKER_CONFIG", folder.toString(), "PATH", folder.toString()), "");

            assertThat(console.run(typed.split(" "))).as(console.err()).isZero();
            assertThat(folder.resolve("calls"))
                    .content()
                    .contains("context rm", "swarmlab-web")
                    .doesNotContain("shop");
        }

        private static void context(Path folder, String name, String description) throws Exception {
            String id = "%064x"
                    .formatted(new BigInteger(
                            1, MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8))));
            Path meta = Files.createDirectories(folder.resolve("contexts/meta").resolve(id));
            Files.writeString(meta.resolve("meta.json"), """
                    {"Name": "%s", "Metadata": {"Description": "%s"},
                     "Endpoints": {"docker": {"Host": "tcp://127.0.0.1:20001"}}}
                    """.formatted(name, description));
        }
    }

    @Nested
    class A_lab_file {

        @ParameterizedTest
        @CsvSource({
            "up FILE",
            "up -f FILE",
            "up --file FILE",
            "up --file=FILE",
            "up FILE -f FILE",
            "validate FILE",
            "validate -f FILE",
            "validate labs/minimal.yml --file FILE",
            "doctor FILE",
            "doctor -f FILE",
            "test FILE",
            "test -f FILE",
            "test -f labs/minimal.yml -f FILE",
            "check -f FILE",
            "check lab --file FILE",
            "drill -f FILE"
        })
        void is_named_in_the_same_ways_everywhere(String typed, @TempDir Path folder) throws Exception {
            Path file = Files.writeString(folder.resolve("lab.yml"), "name: lab\nmanagers: 2");
            CapturedConsole console = new SampleLab().console();

            int exitCode = console.run(typed.replace("FILE", file.toString()).split(" "));

            assertThat(exitCode).isEqualTo(ExitCode.WRONG_INPUT.number());
            assertThat(console.err()).contains(file + ":2:11: `managers` must be an odd number");
        }

        @ParameterizedTest
        @CsvSource({"up a.yml -f b.yml", "doctor a.yml --file b.yml"})
        void can_not_be_two(String typed) {
            CapturedConsole console = new SampleLab().console();

            assertThat(console.run(typed.split(" "))).isEqualTo(ExitCode.WRONG_INPUT.number());
            assertThat(console.err()).isEqualTo("""
                            swarmlab: different lab files are named: a.yml, b.yml
                            Name one file, as the argument or with --file.
                            """);
        }

        @ParameterizedTest
        @CsvSource({
            "up a.yml, SWARMLAB_UP_FILE, a.yml",
            "up -f a.yml, SWARMLAB_UP_FILE, a.yml",
            "up, SWARMLAB_UP_FILE, b.yml",
            "test a.yml, SWARMLAB_TEST_FILE, a.yml",
            "test, SWARMLAB_TEST_FILE, b.yml"
        })
        void that_a_variable_names_is_the_one_if_none_is_typed(String typed, String variable, String read) {
            CapturedConsole console = new SampleLab().console(Map.of(variable, "b.yml"));

            assertThat(console.run(typed.split(" "))).isEqualTo(ExitCode.WRONG_INPUT.number());
            assertThat(console.err()).contains(read + ": no such file").doesNotContain("warning");
        }

        @Test
        void that_up_takes_without_an_argument_is_named_if_it_does_not_exist() {
            CapturedConsole console = new SampleLab().console();

            assertThat(console.run("up")).isEqualTo(ExitCode.WRONG_INPUT.number());
            assertThat(console.err()).isEqualTo("""
                            swarmlab: no lab file was given: there is no swarmlab.yml in %s
                            Name a lab file, as in: swarmlab up labs/quickstart.yml
                            """.formatted(Path.of("").toAbsolutePath()));
        }

        @Test
        void that_up_takes_without_an_argument_is_in_the_current_folder(@TempDir Path folder) throws Exception {
            Files.writeString(folder.resolve("swarmlab.yml"), "name: lab\nmanagers: 2");
            Process up = new ProcessBuilder(SwarmLabProgram.in(folder).toString(), "up", "--engine", "host")
                    .directory(folder.toFile())
                    .start();

            String err = new String(up.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(err).contains("swarmlab.yml:2:11: `managers` must be an odd number");
            assertThat(up.waitFor()).isEqualTo(ExitCode.WRONG_INPUT.number());
        }
    }

    @Nested
    class Output {

        /** A file of the sample lab, and of one that does not exist. */
        private static String withFiles(String typed, Path folder) throws IOException {
            Path same = Files.writeString(folder.resolve("lab.yml"), SampleLab.FILE);
            Path other = Files.writeString(folder.resolve("new.yml"), SampleLab.FILE.replace("name: lab", "name: new"));
            return typed.replace("LAB.YML", same.toString()).replace("NEW.YML", other.toString());
        }

        private static CapturedConsole run(String typed, Path folder) throws IOException {
            CapturedConsole console = new SampleLab().console();
            console.run(withFiles(typed, folder).split(" "));
            return console;
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "ls",
                    "prune --dry-run",
                    "status",
                    "up --dry-run LAB.YML",
                    "up LAB.YML",
                    "check",
                    "drill",
                    "test NEW.YML",
                    "stack ls",
                    "dashboard",
                    "doctor LAB.YML",
                    "images save LAB.YML.tar LAB.YML",
                    "version",
                    "engine status",
                    "validate LAB.YML"
                })
        void is_the_same_data_as_json_and_as_yaml(String typed, @TempDir Path folder) throws Exception {
            CapturedConsole json = run(typed + " -o json", folder);
            CapturedConsole yaml = run(typed + " --output YAML", folder);

            Object data = new ObjectMapper().readValue(json.out(), Object.class);
            assertThat(data).isNotEqualTo(List.of());
            assertThat(yaml.out()).doesNotStartWith("{").doesNotStartWith("[");
            assertThat(withoutTimes(new Yaml().load(yaml.out()))).isEqualTo(withoutTimes(data));
        }

        /** The data as text, without what differs between two runs. */
        private static String withoutTimes(Object data) {
            return data.toString().replaceAll("[0-9T:-]*[0-9]+\\.[0-9]+|[0-9]{10,}", "TIME");
        }

        @ParameterizedTest
        @CsvSource({
            "check -o junit, testsuite, lab, a check",
            "drill -o junit, testsuites, lab, actions",
            "test NEW.YML -o junit, testsuites, swarmlab test, up"
        })
        void of_checks_is_also_xml_of_junit(String typed, String root, String name, String test, @TempDir Path folder)
                throws Exception {
            CapturedConsole console = run(typed, folder);

            Document document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(console.out())));

            assertThat(document.getDocumentElement().getTagName()).isEqualTo(root);
            assertThat(document.getDocumentElement().getAttribute("name")).isEqualTo(name);
            Element first = (Element) document.getElementsByTagName("testcase").item(0);
            assertThat(first.getAttribute("name")).isEqualTo(test);
            assertThat(document.getElementsByTagName("failure").getLength()).isZero();
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                ls                   | LAB +NODES +REGISTRY +FILE
                prune --dry-run      | KIND +NAME +SIZE +REASON
                status               | NODE +ROLE +STATE .*
                up LAB.YML           | NODE +ROLE +STATE .*
                up --dry-run LAB.YML | NODE +ROLE +ACTION .*
                check                | CHECK +RESULT +TIME
                drill                | CHECK +RESULT +TIME
                test NEW.YML         | LAB +UP +CHECKS .*
                stack ls             | STACK +SERVICE +MODE .*
                dashboard -o table   | LAB +NODE +ROLE +STATUS +TASKS
                doctor               | CHECK +RESULT +FOUND
                engine status        | STATE +VERSION .*
                version              | COMPONENT +VERSION
                """)
        void has_headers_unless_they_are_turned_off(String typed, String headers, @TempDir Path folder)
                throws Exception {
            List<String> with = run(typed, folder).out().lines().toList();
            List<String> without =
                    run(typed + " --no-headers", folder).out().lines().toList();

            assertThat(with).anyMatch(line -> line.matches(headers));
            assertThat(without).noneMatch(line -> line.matches(headers)).hasSize(with.size() - 1);
        }

        @Test
        void of_up_with_checks_has_two_tables_without_headers(@TempDir Path folder) throws Exception {
            assertThat(run("up --check LAB.YML", folder).out()).contains("NODE ", "CHECK ");
            assertThat(run("up --check --no-headers LAB.YML", folder).out())
                    .contains("worker01", "a check")
                    .doesNotContain("NODE ", "CHECK ");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                ls -q              | lab,other
                ls --quiet         | lab,other
                status lab -q      | manager,worker01,worker02
                ls -q -o json      | [ "lab", "other" ]
                status -q lab -o yaml | - manager,- worker01,- worker02
                """)
        void is_names_only_if_it_is_quiet(String typed, String printed) {
            CapturedConsole console = new SampleLab().beside("other").console();

            assertThat(console.run(typed.split(" "))).as(console.err()).isZero();
            assertThat(console.out()).isEqualTo(printed.replace(",- ", "\n- ").replaceAll(",(?=[a-z])", "\n") + "\n");
            assertThat(console.err()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "up -q LAB.YML",
                    "up --quiet --check LAB.YML",
                    "up --quiet --dry-run LAB.YML",
                    "stop -q",
                    "stop --quiet lab",
                    "down -q",
                    "down --quiet lab"
                })
        void of_a_command_that_changes_a_lab_is_empty_if_it_is_quiet(String typed, @TempDir Path folder)
                throws Exception {
            String loud = typed.replaceAll(" (-q|--quiet)", "");
            assertThat(run(loud, folder))
                    .extracting(console -> console.out() + console.err())
                    .asString()
                    .isNotEmpty();

            CapturedConsole console = new SampleLab().console(Map.of("SWARMLAB_UNKNOWN", "variable"));
            int exitCode = console.run(withFiles(typed, folder).split(" "));

            assertThat(console.out() + console.err()).isEmpty();
            assertThat(exitCode).isZero();
        }

        @Test
        void of_a_quiet_command_is_its_error(@TempDir Path folder) throws Exception {
            SampleLab lab = new SampleLab();
            lab.engine.answering("sh -c check", 1, "no such page");
            CapturedConsole console = lab.console();

            int exitCode =
                    console.run(withFiles("up -q --check LAB.YML", folder).split(" "));

            assertThat(exitCode).isEqualTo(ExitCode.CHECK_FAILED.number());
            assertThat(console.out()).isEmpty();
            assertThat(console.err()).contains("a check").contains("no such page");
        }

        @Test
        void of_a_quiet_up_is_the_report_if_a_format_asks_for_it(@TempDir Path folder) throws Exception {
            CapturedConsole console = run("up -q -o json LAB.YML", folder);

            assertThat(new ObjectMapper().readTree(console.out()).path("name").asText())
                    .isEqualTo("lab");
            assertThat(console.err()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                ls -o xml            | '--output': 'xml' is not one of table, json, yaml
                validate x -o xml    | '--output': 'xml' is not one of table, json, yaml
                engine status -o xml | '--output': 'xml' is not one of table, json, yaml
                check -o xml         | '--output': 'xml' is not one of table, json, yaml, junit
                drill -o xml         | '--output': 'xml' is not one of table, json, yaml, junit
                test x -o xml        | '--output': 'xml' is not one of table, json, yaml, junit
                dashboard -o xml     | '--output': 'xml' is not one of table, json, yaml
                cards -o xml         | '--output': 'xml' is not one of text, html, json, csv
                graph -o gif         | '--format': 'gif' is not one of svg, png, mermaid
                graph --format gif   | '--format': 'gif' is not one of svg, png, mermaid
                graph --output gif   | '--output': 'gif' is not one of svg, png, mermaid
                env --shell tcsh     | '--shell': 'tcsh' is not one of sh, fish, powershell
                ls --engine mine     | '--engine': 'mine' is not one of auto, host
                ls --log-format xml  | '--log-format': 'xml' is not one of text, json
                """)
        void formats_are_named_in_errors_as_in_help(String typed, String message) {
            CapturedConsole console = new CapturedConsole();
            CapturedConsole help = new CapturedConsole();

            assertThat(console.run(typed.split(" "))).isEqualTo(ExitCode.WRONG_INPUT.number());
            assertThat(console.err()).startsWith("swarmlab: Invalid value for option " + message + "\n");
            help.run(typed.replaceFirst(" -.*", " --help").split(" "));
            assertThat(help.out())
                    .contains(message.replaceFirst(".* one of ", "").replace(", ", "|"));
        }

        @ParameterizedTest
        @CsvSource({
            "SWARMLAB_GRAPH_FORMAT, mermaid, flowchart",
            "SWARMLAB_GRAPH_OUTPUT, mermaid, <svg",
            "SWARMLAB_LS_OUTPUT, json, <svg"
        })
        void of_graph_has_a_format_of_its_own(String variable, String value, String drawn) {
            CapturedConsole console = new SampleLab().console(Map.of(variable, value));

            assertThat(console.run("graph")).isZero();
            assertThat(console.out()).startsWith(drawn);
        }
    }

    @Nested
    class An_option {

        /** The commands that use an engine and are about no single lab that exists. */
        private static final Set<String> WITHOUT_LAB =
                Set.of("up", "prune", "ls", "test", "doctor", "version", "images save", "images load");

        static Stream<CommandSpec> commands() {
            CommandLine all = CommandLineTool.withAllCommands(new CapturedConsole().console());
            return all.getSubcommands().values().stream().flatMap(An_option::withItsCommands);
        }

        private static Stream<CommandSpec> withItsCommands(CommandLine command) {
            Stream<CommandSpec> below =
                    command.getSubcommands().values().stream().flatMap(An_option::withItsCommands);
            return Stream.concat(Stream.of(command.getCommandSpec()), below);
        }

        static Stream<CommandSpec> commandsAboutALab() {
            return commands()
                    .filter(command -> command.optionsMap().containsKey("--engine"))
                    .filter(command ->
                            !WITHOUT_LAB.contains(command.qualifiedName().substring("swarmlab ".length())));
        }

        static Stream<CommandSpec> commandsWithOutput() {
            return commands()
                    .filter(command -> command.optionsMap().containsKey("-o"))
                    .filter(command -> !Set.of("graph", "cards").contains(command.name()));
        }

        @ParameterizedTest
        @MethodSource("commandsAboutALab")
        void for_a_lab_has_every_command_that_takes_one(CommandSpec command) {
            assertThat(command.optionsMap()).containsKeys("-l", "--lab", "--name");
            assertThat(command.findOption("--lab")).isSameAs(command.findOption("-l"));
            assertThat(command.findOption("--name").hidden()).isTrue();
        }

        @ParameterizedTest
        @MethodSource("commandsWithOutput")
        void for_the_output_has_the_same_formats(CommandSpec command) {
            OptionSpec output = command.findOption("-o");

            assertThat(output.paramLabel()).startsWith("table|json|yaml");
            assertThat(output.names()).containsExactly("-o", "--output");
        }

        @ParameterizedTest
        @MethodSource("commands")
        void for_a_time_takes_the_same_durations(CommandSpec command) {
            assertThat(command.options())
                    .filteredOn(option -> option.paramLabel().equals("TIME"))
                    .allSatisfy(option -> assertThat(option.converters())
                            .singleElement()
                            .isInstanceOfAny(DurationConverter.class, SinceConverter.class));
        }
    }
}

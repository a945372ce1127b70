package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class ManPageTest {

    private static final Map<String, String> PAGES =
            ManPage.all(CommandLineTool.withAllCommands(new CapturedConsole().console()), "1.2.3");

    static Stream<CommandLine> commands() {
        return commands(CommandLineTool.withAllCommands(new CapturedConsole().console()));
    }

    private static Stream<CommandLine> commands(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(ManPageTest::commands));
    }

    private static String page(String name) {
        return PAGES.getOrDefault(name + ".1", "");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_that_help_lists_has_a_page_with_its_options(CommandLine command) {
        String name = command.getCommandSpec().qualifiedName("-");
        if (command.getCommandSpec().usageMessage().hidden()) {
            assertThat(PAGES).doesNotContainKey(name + ".1");
            return;
        }
        String page = page(name);

        assertThat(page)
                .startsWith(".TH " + name.toUpperCase(Locale.ROOT).replace("-", "\\-") + " 1 \"\" \"swarmlab 1.2.3\"")
                .contains(".SH NAME\n", ".SH SYNOPSIS\n", ".SH DESCRIPTION\n", ".SH OPTIONS\n", ".SH EXAMPLES\n");
        assertThat(command.getCommandSpec().options())
                .filteredOn(option -> !option.hidden())
                .allSatisfy(option ->
                        assertThat(page).contains("\\fB" + option.longestName().replace("-", "\\-") + "\\fR"));
    }

    @Test
    void every_line_is_a_known_request_or_text() {
        List<String> requests = List.of(".TH ", ".SH ", ".PP", ".TP", ".B ", ".BR ", ".nf", ".fi", ".ad l", ".nh");

        assertThat(PAGES.values()).allSatisfy(page -> assertThat(page.lines()).allSatisfy(line -> {
            assertThat(line).isNotBlank().doesNotStartWith("'").doesNotContain("@|", "${", "%n");
            if (line.startsWith(".")) {
                assertThat(requests).anyMatch(line::startsWith);
            }
            assertThat(line.replaceAll("\\\\(-|e|&|fB|fI|fR)", "")).doesNotContain("\\");
        }));
    }

    @Test
    void an_option_names_its_variable() {
        assertThat(page("swarmlab-up"))
                .contains("\\fB\\-\\-timeout\\fR=\\fITIME\\fR\n")
                .contains("Variable: SWARMLAB_UP_TIMEOUT.");
    }

    @Test
    void pages_refer_to_the_commands_above_and_below() {
        assertThat(page("swarmlab")).contains(".BR swarmlab\\-up (1),\n");
        assertThat(page("swarmlab-stack")).contains(".SH COMMANDS\n").endsWith("""
                        .BR swarmlab (1),
                        .BR swarmlab\\-stack\\-deploy (1),
                        .BR swarmlab\\-stack\\-ls (1),
                        .BR swarmlab\\-stack\\-rm (1)
                        """);
        assertThat(page("swarmlab-stack-deploy")).endsWith(".BR swarmlab\\-stack (1)\n");
    }

    @Test
    void examples_keep_their_lines() {
        assertThat(page("swarmlab-help"))
                .contains(
                        ".SH EXAMPLES\n.PP\n.nf\n  swarmlab help\n  swarmlab help up\n  swarmlab help stack deploy\n.fi\n");
    }

    @Test
    void the_command_writes_a_file_for_each_page(@TempDir Path folder) throws IOException {
        CapturedConsole console = new CapturedConsole();

        assertThat(console.run("man-pages", folder.resolve("new/man").toString()))
                .isZero();

        try (Stream<Path> files = Files.list(folder.resolve("new/man"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(PAGES.keySet());
        }
    }
}

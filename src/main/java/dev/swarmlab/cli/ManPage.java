package dev.swarmlab.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The manual page of one command, from the same model as its help, in the macros of <a
 * href="https://man7.org/linux/man-pages/man7/groff_man.7.html">man(7)</a>.
 */
final class ManPage {

    private static final String EXAMPLES = "Example";

    private final CommandLine command;
    private final CommandSpec spec;
    private final String version;
    private final List<String> lines = new ArrayList<>();

    private ManPage(CommandLine command, String version) {
        this.command = command;
        this.spec = command.getCommandSpec();
        this.version = version;
    }

    /**
     * The page of a command and those of the commands below it, without hidden commands.
     *
     * @param version shown at the foot of each page
     * @return the texts by file name, as in {@code swarmlab-stack-deploy.1}
     */
    static Map<String, String> all(CommandLine command, String version) {
        return commands(command)
                .collect(Collectors.toMap(
                        page -> name(page.getCommandSpec()) + ".1", page -> new ManPage(page, version).text()));
    }

    private static Stream<CommandLine> commands(CommandLine command) {
        return Stream.concat(Stream.of(command), below(command).stream().flatMap(ManPage::commands));
    }

    private static List<CommandLine> below(CommandLine command) {
        return command.getSubcommands().values().stream()
                .filter(child -> !child.getCommandSpec().usageMessage().hidden())
                .toList();
    }

    private static String name(CommandSpec spec) {
        return spec.qualifiedName("-");
    }

    private String text() {
        // No date: it would differ in each build.
        lines.add(".TH " + escaped(name(spec).toUpperCase(Locale.ROOT)) + " 1 \"\" \"swarmlab " + escaped(version)
                + "\" \"swarmlab manual\"");
        lines.add(".ad l");
        lines.add(".nh"); // names of variables must not be broken
        section("NAME");
        lines.add(escaped(name(spec)) + " \\- " + escaped(sentence(spec)));
        section("SYNOPSIS");
        synopsis();
        section("DESCRIPTION");
        paragraph(List.of(spec.usageMessage().description()));
        arguments();
        options();
        subcommands();
        footer();
        seeAlso();
        return String.join("\n", lines) + "\n";
    }

    /** The description without its full stop, as other programs have it under NAME. */
    private static String sentence(CommandSpec spec) {
        String description = String.join(" ", spec.usageMessage().description());
        return description.endsWith(".") ? description.substring(0, description.length() - 1) : description;
    }

    private void section(String title) {
        lines.add(".SH " + title);
    }

    private void synopsis() {
        String qualified = spec.qualifiedName();
        String usage = command.getHelp()
                .synopsis(0)
                .strip()
                .replaceAll("\\s+", " ")
                .substring(qualified.length())
                .strip();
        lines.add(".B " + escaped(qualified));
        if (!usage.isEmpty()) {
            lines.add(text(usage));
        }
    }

    private void paragraph(List<String> text) {
        lines.add(".PP");
        lines.add(text(String.join(" ", text)));
    }

    private void arguments() {
        List<PositionalParamSpec> arguments = spec.positionalParameters().stream()
                .filter(argument -> !argument.hidden())
                .toList();
        if (!arguments.isEmpty()) {
            section("ARGUMENTS");
            arguments.forEach(argument -> item(italic(argument.paramLabel()), description(argument)));
        }
    }

    private void options() {
        section("OPTIONS");
        for (OptionSpec option : spec.options()) {
            if (!option.hidden()) {
                Optional<String> variable = EnvironmentDefaults.variable(option);
                String description = description(option);
                item(
                        names(option),
                        variable.map(name -> description + " Variable: " + name + ".")
                                .orElse(description));
            }
        }
    }

    private static String names(OptionSpec option) {
        String value = option.arity().max() == 0 ? "" : "=" + italic(option.paramLabel());
        List<String> names = Arrays.stream(option.names())
                .map(name -> "\\fB" + escaped(name) + "\\fR")
                .toList();
        return String.join(", ", names) + value;
    }

    private static String description(ArgSpec argument) {
        String text =
                String.join(" ", argument.description()).replaceAll("\\s+", " ").strip();
        return text.isEmpty() || text.endsWith(".") ? text : text + ".";
    }

    private void subcommands() {
        List<CommandLine> commands = below(command);
        if (!commands.isEmpty()) {
            section("COMMANDS");
            commands.forEach(child -> item(
                    "\\fB" + escaped(child.getCommandName()) + "\\fR",
                    String.join(" ", child.getCommandSpec().usageMessage().description())));
        }
    }

    /** Paragraphs are separated by empty lines. The first one holds the examples. */
    private void footer() {
        List<String> paragraph = new ArrayList<>();
        boolean hasNotes = false;
        for (String line : Stream.concat(Stream.of(spec.usageMessage().footer()), Stream.of(""))
                .toList()) {
            if (!line.isBlank()) {
                paragraph.add(line);
                continue;
            }
            if (paragraph.isEmpty()) {
                continue;
            }
            if (paragraph.get(0).startsWith(EXAMPLES)) {
                section("EXAMPLES");
                verbatim(paragraph.subList(1, paragraph.size()));
            } else {
                if (!hasNotes) {
                    section("NOTES");
                    hasNotes = true;
                }
                paragraph(paragraph);
            }
            paragraph.clear();
        }
    }

    private void verbatim(List<String> text) {
        lines.add(".PP");
        lines.add(".nf");
        text.forEach(line -> lines.add(text(line)));
        lines.add(".fi");
    }

    private void seeAlso() {
        List<String> pages = new ArrayList<>();
        if (spec.parent() != null) {
            pages.add(name(spec.parent()));
        }
        below(command).forEach(child -> pages.add(name(child.getCommandSpec())));
        if (pages.isEmpty()) {
            return;
        }
        section("SEE ALSO");
        for (int index = 0; index < pages.size(); index++) {
            String separator = index == pages.size() - 1 ? "" : ",";
            lines.add(".BR " + escaped(pages.get(index)) + " (1)" + separator);
        }
    }

    private void item(String term, String description) {
        lines.add(".TP");
        lines.add(term);
        lines.add(text(description));
    }

    private static String italic(String text) {
        return "\\fI" + escaped(text) + "\\fR";
    }

    /** A line of text, which must not look like a request. */
    private static String text(String line) {
        String escaped = escaped(Ansi.OFF.string(line));
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }

    /** A hyphen that can be copied into a shell, and no escape sequences but our own. */
    private static String escaped(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-");
    }
}

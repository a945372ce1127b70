package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.engine.NodeEnvironment;
import dev.swarmlab.lab.OutboundAccess;
import dev.swarmlab.readiness.Patience;
import dev.swarmlab.yaml.Messages;
import dev.swarmlab.yaml.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Finds variables whose name begins with {@code SWARMLAB_} and that have no effect. */
final class UnknownVariables {

    /** The variable of the launcher, which is no option. */
    private static final String JAVA_HOME = "SWARMLAB_JAVA_HOME";

    /** Earlier names of options, in the form of variables. */
    private static final Map<String, String> FORMER = Map.of("NAME", "LAB", "EVIDENCE", "DIAGNOSTICS");

    private final Console console;

    UnknownVariables(Console console) {
        this.console = console;
    }

    /**
     * Warnings for the user, in the order of the variables' names.
     *
     * @param command the command that runs; its variables are proposed first
     */
    List<String> warnings(CommandSpec command) {
        List<String> warnings = new ArrayList<>();
        for (String name : candidates()) {
            OptionSpec option = ofCommandIn(name).get(name);
            if (option == null) {
                warnings.add("the variable " + Messages.printable(name) + " is unknown and has no effect"
                        + meant(name, command)
                                .map(meant -> "; did you mean " + meant + "?")
                                .orElse(""));
            } else if (EnvironmentDefaults.isOnlyOnCommandLine(option)) {
                warnings.add("the variable " + name + " has no effect: write " + option.longestName()
                        + " on the command line");
            }
        }
        return warnings;
    }

    /** The variables of the environment that are not known to have an effect. */
    private Set<String> candidates() {
        Set<String> names = new TreeSet<>();
        for (String name : console.environment().keySet()) {
            if (name.startsWith(EnvironmentDefaults.PREFIX)
                    && !globals().contains(name)
                    && !NodeEnvironment.isOwn(name)) {
                names.add(name);
            }
        }
        return names;
    }

    private static Set<String> globals() {
        Set<String> names = new TreeSet<>(Set.of(JAVA_HOME, Patience.VARIABLE, OutboundAccess.CA_VARIABLE));
        EnvironmentDefaults.GLOBAL.forEach(option -> names.add(EnvironmentDefaults.variable("", option)));
        return names;
    }

    private Optional<String> meant(String name, CommandSpec running) {
        String given = name.substring(EnvironmentDefaults.PREFIX.length());
        String option = FORMER.getOrDefault(given, given);
        Set<String> known = new TreeSet<>(globals());
        variables(CommandLineTool.withAllCommands(console)).forEach((variable, itsOption) -> {
            if (!EnvironmentDefaults.isOnlyOnCommandLine(itsOption)) {
                known.add(variable);
            }
        });
        return Optional.of(EnvironmentDefaults.variable(running.qualifiedName("_"), option))
                .filter(known::contains)
                .or(() -> known.stream()
                        .filter(other -> other.endsWith("_" + option))
                        .findFirst())
                .or(() -> Suggestion.closest(name, known));
    }

    /** The variables of the command whose name is in the variable's. To read one command is quicker than all. */
    private Map<String, OptionSpec> ofCommandIn(String variable) {
        String command = variable.substring(EnvironmentDefaults.PREFIX.length())
                .toLowerCase(Locale.ROOT)
                .split("_", 2)[0];
        return Commands.exists(command) ? variables(CommandLineTool.withCommands(console, command)) : Map.of();
    }

    private static Map<String, OptionSpec> variables(CommandLine commandLine) {
        Map<String, OptionSpec> variables = new LinkedHashMap<>();
        for (OptionSpec option : commandLine.getCommandSpec().options()) {
            EnvironmentDefaults.variable(option).ifPresent(name -> variables.put(name, option));
        }
        commandLine.getSubcommands().values().forEach(command -> variables.putAll(variables(command)));
        return variables;
    }
}

package dev.swarmlab.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Sets options by environment variables. {@code SWARMLAB_UP_TIMEOUT} is {@code --timeout} of {@code up}, and
 * {@code SWARMLAB_STACK_DEPLOY_TIMEOUT} that of {@code stack deploy}; a few variables apply to every command. The
 * command line overrides variables.
 */
final class EnvironmentDefaults implements IDefaultValueProvider {

    static final String PREFIX = "SWARMLAB_";

    private static final String LAB = "lab";

    /** The options whose variable has no command in its name. */
    static final Set<String> GLOBAL = Set.of("engine", "serial", LAB, "verbose", "log-format");

    /** The options that no variable sets: those that delete or confirm, and --no-color, which has NO_COLOR. */
    private static final Set<String> COMMAND_LINE_ONLY = Set.of("all", "yes", "purge", "force", "no-color");

    /** The command that removes labs: a forgotten SWARMLAB_LAB must not choose which. */
    private static final String REMOVAL = "down";

    private final Map<String, String> environment;

    EnvironmentDefaults(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        return argument instanceof OptionSpec option && !isOnlyOnCommandLine(option)
                ? variable(option).map(environment::get).orElse(null)
                : null;
    }

    /** The name of the variable that would set the option; empty for help and hidden options. */
    static Optional<String> variable(OptionSpec option) {
        if (option.usageHelp() || option.versionHelp() || option.hidden()) {
            return Optional.empty();
        }
        String name = longName(option);
        String command = option.command() == null ? "" : option.command().qualifiedName("_");
        return Optional.of(variable(command, name));
    }

    /** @param command all its names, as in {@code swarmlab_stack_deploy}; without meaning for global options */
    static String variable(String command, String option) {
        String scope = GLOBAL.contains(option) || command.isEmpty() ? PREFIX : command + "_";
        return (scope + option).replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** Whether the option has no variable, so that nothing is removed by surprise. */
    static boolean isOnlyOnCommandLine(OptionSpec option) {
        String name = longName(option);
        boolean choosesLabToRemove = name.equals(LAB)
                && option.command() != null
                && option.command().name().equals(REMOVAL);
        return COMMAND_LINE_ONLY.contains(name) || choosesLabToRemove;
    }

    private static String longName(OptionSpec option) {
        for (String name : option.names()) {
            if (name.startsWith("--")) {
                return name.substring(2);
            }
        }
        return option.longestName();
    }
}

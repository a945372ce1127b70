package dev.swarmlab.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The words of a command line before the one that is to be completed. They need not make a valid command. */
final class TypedWords {

    private final List<String> arguments = new ArrayList<>();
    private final Map<String, String> options = new HashMap<>();
    private CommandSpec command;
    private @Nullable OptionSpec withoutValue;
    private boolean afterDelimiter;
    private boolean forAnotherProgram;

    private TypedWords(CommandSpec root) {
        this.command = root;
    }

    static TypedWords read(CommandSpec root, List<String> words) {
        TypedWords typed = new TypedWords(root);
        words.forEach(typed::add);
        return typed;
    }

    private void add(String word) {
        if (forAnotherProgram) {
            return;
        }
        if (withoutValue != null) {
            options.put(withoutValue.longestName(), word);
            withoutValue = null;
        } else if (!afterDelimiter && word.equals("--")) {
            afterDelimiter = true;
            forAnotherProgram = command.userObject() instanceof AfterDelimiter.Starter;
        } else if (acceptsOption(word)) {
            addOption(word);
        } else {
            addArgument(word);
        }
    }

    private void addOption(String word) {
        String[] nameAndValue = word.split("=", 2);
        OptionSpec option = command.optionsMap().get(nameAndValue[0]);
        if (option == null) {
            return;
        }
        if (nameAndValue.length == 2) {
            options.put(option.longestName(), nameAndValue[1]);
        } else if (option.arity().min() > 0) {
            withoutValue = option;
        } else {
            options.put(option.longestName(), "");
        }
    }

    private void addArgument(String word) {
        CommandLine subcommand = command.subcommands().get(word);
        if (subcommand != null && arguments.isEmpty()) {
            command = subcommand.getCommandSpec();
            return;
        }
        arguments.add(word);
        forAnotherProgram = command.userObject() instanceof AfterDelimiter.Starter starter && starter.passesOptionsOn();
    }

    /** The last command that was typed. */
    CommandSpec command() {
        return command;
    }

    List<String> arguments() {
        return arguments;
    }

    /** The values by the longest names of the options; empty for options without a value. */
    Map<String, String> options() {
        return options;
    }

    /** The option whose value is the next word; null when the last word is none. */
    @Nullable
    OptionSpec withoutValue() {
        return withoutValue;
    }

    /** Whether a word may be an option here. */
    boolean acceptsOption(String word) {
        return !afterDelimiter && word.length() > 1 && word.startsWith("-");
    }

    /** Whether the next word is for the program that the command starts, about which nothing is known. */
    boolean isForAnotherProgram() {
        return forAnotherProgram;
    }
}

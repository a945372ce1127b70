package dev.swarmlab.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Completes the last word of a command line from picocli's model of the commands.
 *
 * <p>The answer is a line for each candidate: the word, and behind a tab its description if it has one. The line
 * {@code :files} asks the shell to complete the names of files itself.
 */
final class Completion {

    static final String FILES = ":files";

    private static final Set<String> FILE_LABELS = Set.of("FILE", "LABFILE", "FOLDER", "TARGET", "SRC", "DEST");

    private final Function<String[], CommandSpec> commands;
    private final KnownNames names;

    /** @param commands makes the whole command line, or the part of it that these words need */
    Completion(Function<String[], CommandSpec> commands, KnownNames names) {
        this.commands = commands;
        this.names = names;
    }

    /** @param words those after {@code swarmlab}; the last is completed, and may be empty */
    List<String> of(List<String> words) {
        List<String> joined = new ArrayList<>();
        boolean split = join(words, joined);
        String current = joined.isEmpty() ? "" : joined.remove(joined.size() - 1);
        // The last word is left out, since it may be the beginning of several commands.
        CommandSpec root = commands.apply(joined.toArray(String[]::new));
        List<String> candidates = of(TypedWords.read(root, joined), current);
        int equals = current.indexOf('=') + 1;
        return split ? candidates.stream().map(each -> each.substring(equals)).toList() : candidates;
    }

    /** Joins {@code --option}, {@code =} and the value, which bash splits; returns whether the last word is joined. */
    private static boolean join(List<String> words, List<String> joined) {
        boolean last = false;
        for (int word = 0; word < words.size(); word++) {
            int before = joined.size() - 1;
            boolean isEquals = words.get(word).equals("=")
                    && before >= 0
                    && joined.get(before).startsWith("--");
            last = isEquals || (last && words.get(word - 1).equals("="));
            if (last) {
                joined.set(before, joined.get(before) + words.get(word));
            } else {
                joined.add(words.get(word));
            }
        }
        return last;
    }

    private List<String> of(TypedWords typed, String current) {
        OptionSpec option = typed.withoutValue();
        if (typed.isForAnotherProgram()) {
            return List.of();
        }
        if (option != null) {
            return values(option, typed, "", current);
        }
        if (typed.acceptsOption(current) || current.equals("-")) {
            return options(typed, current);
        }
        Map<String, CommandLine> subcommands = typed.command().subcommands();
        if (!subcommands.isEmpty() && typed.arguments().isEmpty()) {
            return commands(subcommands, current);
        }
        return typed.command().positionalParameters().stream()
                .filter(parameter ->
                        parameter.index().contains(typed.arguments().size()))
                .findFirst()
                .map(parameter -> values(parameter, typed, "", current))
                .orElse(List.of());
    }

    private List<String> options(TypedWords typed, String current) {
        int equals = current.indexOf('=');
        if (equals >= 0) {
            OptionSpec option = typed.command().optionsMap().get(current.substring(0, equals));
            return option == null
                    ? List.of()
                    : values(option, typed, current.substring(0, equals + 1), current.substring(equals + 1));
        }
        return typed.command().options().stream()
                .filter(option -> !option.hidden())
                .filter(option -> option.isMultiValue() || !typed.options().containsKey(option.longestName()))
                .map(option -> line(option.longestName(), option.description()))
                .filter(line -> line.startsWith(current))
                .sorted()
                .toList();
    }

    private static List<String> commands(Map<String, CommandLine> commands, String current) {
        return commands.entrySet().stream()
                .filter(command -> command.getKey().startsWith(current))
                .filter(command ->
                        !command.getValue().getCommandSpec().usageMessage().hidden())
                .map(command -> line(
                        command.getKey(),
                        command.getValue().getCommandSpec().usageMessage().description()))
                .sorted()
                .toList();
    }

    /** @param prefix is put before each value */
    private List<String> values(ArgSpec argument, TypedWords typed, String prefix, String current) {
        String label = argument.paramLabel();
        if (FILE_LABELS.contains(label)) {
            return List.of(FILES);
        }
        return values(argument, label, typed)
                .filter(value -> value.startsWith(current))
                .filter(value ->
                        argument instanceof OptionSpec || !typed.arguments().contains(value))
                .map(value -> prefix + value)
                .toList();
    }

    private Stream<String> values(ArgSpec argument, String label, TypedWords typed) {
        if (argument.type().isEnum()) {
            return Arrays.stream(label.toLowerCase(Locale.ROOT).split("\\|"));
        }
        return switch (label) {
            case "LAB" -> names.labs(typed.options()).stream();
            case "NODE" -> names.nodes(typed.options()).stream();
            case "COMMAND" -> helped(typed.arguments());
            default -> Stream.empty();
        };
    }

    /** The commands below the one of these names. */
    private Stream<String> helped(List<String> path) {
        CommandSpec command = commands.apply(path.toArray(String[]::new));
        for (String name : path) {
            CommandLine next = command.subcommands().get(name);
            if (next == null) {
                return Stream.empty();
            }
            command = next.getCommandSpec();
        }
        return commands(command.subcommands(), "").stream().map(line -> line.split("\t", 2)[0]);
    }

    private static String line(String word, String... description) {
        return description.length == 0 ? word : word + "\t" + description[0];
    }
}

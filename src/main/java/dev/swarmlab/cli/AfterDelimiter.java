package dev.swarmlab.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** Keeps the arguments after {@code --}, which are for another program, from being read as swarmlab's own. */
final class AfterDelimiter implements IParameterPreprocessor {

    private static final String DELIMITER = "--";

    /** A command that starts another program. */
    interface Starter {

        /** Takes the arguments after the first {@code --}; not called when there is none. */
        void afterDelimiter(List<String> arguments);

        /** Whether all arguments from the first parameter on are for the program when there is no {@code --}. */
        boolean passesOptionsOn();
    }

    @Override
    @SuppressWarnings("JdkObsolete") // the interface wants a stack, with the first argument on top
    public boolean preprocess(
            Stack<String> arguments, CommandSpec command, ArgSpec none, Map<String, Object> information) {
        Starter starter = (Starter) command.userObject();
        boolean delimited = arguments.contains(DELIMITER);
        command.parser().stopAtPositional(!delimited && starter.passesOptionsOn());
        if (delimited) {
            List<String> rest = arguments.subList(0, arguments.lastIndexOf(DELIMITER) + 1);
            List<String> after = new ArrayList<>(rest.subList(0, rest.size() - 1));
            Collections.reverse(after);
            starter.afterDelimiter(after);
            rest.clear();
        }
        return false;
    }
}

package dev.swarmlab.descriptor;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads stack files before anything is made of them: what is wrong is found here with its place, or by docker too late. */
public final class StackFileReader {

    /** Any mention will do: a variable that is passed on without need does no harm. */
    private static final Pattern MENTION = Pattern.compile("\\$\\{?([A-Za-z_][A-Za-z0-9_]*)");

    private final Map<String, String> environment;

    /** @param environment what {@code ${VARIABLE}} stands for, beside {@link StackVariable} */
    public StackFileReader(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * Reads a stack file that must be valid.
     *
     * @throws Failure of kind {@link FailureKind#WRONG_INPUT} that tells every problem
     */
    public StackFile readOrFail(Path file, String name) {
        Page page = new Page(name, "", file, environment);
        StackFile stack = read(file, name, page);
        if (stack != null && page.isClean()) {
            return stack;
        }
        throw Failure.of(
                FailureKind.WRONG_INPUT,
                "this is no valid stack file\n"
                        + page.problems().stream().map(Problem::render).collect(Collectors.joining("\n")));
    }

    /** Reads a stack file that a descriptor names; its problems are added to the descriptor's. */
    @Nullable
    StackFile read(Path file, String name, Page descriptor) {
        Path absolute = file.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        Path folder = parent == null ? absolute : parent;
        String text = "";
        try {
            text = DescriptorFile.read(absolute);
            Page page = new Page(name, text, folder, withSwarmlabsOwn());
            StackFileShape.Content content = new Written(
                            "the stack file",
                            new YamlTree(page).of(YamlComposer.compose(text, "write " + StackFileShape.EXAMPLE)),
                            page)
                    .as(new StackFileShape());
            descriptor.adopt(page.problems());
            return content == null || !page.isClean()
                    ? null
                    : new StackFile(absolute, text, content.companions(), variables(text), content.externalNetworks());
        } catch (UnreadableYaml unreadable) {
            Page page = new Page(name, text, folder, environment);
            page.problem(unreadable.place(), unreadable.text(), unreadable.advice());
            descriptor.adopt(page.problems());
            return null;
        }
    }

    /** For reading alone it does not matter which values the lab will give. */
    private Map<String, String> withSwarmlabsOwn() {
        Map<String, String> all = new HashMap<>(environment);
        for (StackVariable variable : StackVariable.values()) {
            all.put(variable.name(), variable.example());
        }
        return all;
    }

    private Map<String, String> variables(String text) {
        Map<String, String> mentioned = new TreeMap<>();
        Matcher mention = MENTION.matcher(text);
        while (mention.find()) {
            String value = environment.get(mention.group(1));
            if (value != null && !StackVariable.isName(mention.group(1))) {
                mentioned.put(mention.group(1), value);
            }
        }
        return mentioned;
    }
}

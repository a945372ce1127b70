package dev.swarmlab.labfile;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition on nodes in the words of Swarm's placement constraints, as in {@code node.role==worker}.
 *
 * @param attribute {@code node.role}, {@code node.hostname} or {@code node.labels.KEY}
 * @param equal whether the attribute must have the value, or must not
 * @see <a href="https://docs.docker.com/reference/cli/docker/service/create/#constraint">Placement constraints</a>
 */
public record Constraint(String attribute, boolean equal, String value) {

    /** What constraints and spreading can refer to. */
    public static final String ATTRIBUTE = "node\\.(role|hostname|labels\\.[A-Za-z_][A-Za-z0-9_.-]*)";

    public static final String PATTERN = "(?<attribute>" + ATTRIBUTE + ") *(?<operator>==|!=) *(?<value>[^ =].*)";

    private static final Pattern COMPILED = Pattern.compile(PATTERN);

    public static Optional<Constraint> parse(String text) {
        Matcher matcher = COMPILED.matcher(text);
        return matcher.matches()
                ? Optional.of(new Constraint(
                        matcher.group("attribute"),
                        matcher.group("operator").equals("=="),
                        matcher.group("value").strip()))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return attribute + (equal ? "==" : "!=") + value;
    }
}

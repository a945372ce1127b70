package dev.swarmlab.labfile;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition on nodes, in the syntax of Swarm's placement constraints: {@code node.role==worker}.
 *
 * @param attribute {@code node.role}, {@code node.hostname} or {@code node.labels.KEY}
 * @param equal true if the attribute must have the value, false if it must not have it
 * @see <a href="https://docs.docker.com/reference/cli/docker/service/create/#constraint">Placement constraints</a>
 */
public record Constraint(String attribute, boolean equal, String value) {

    /** A regular expression for the attributes of nodes that checks can use. */
    public static final String ATTRIBUTE = "node\\.(role|hostname|labels\\.[A-Za-z_][A-Za-z0-9_.-]*)";

    /** A regular expression for a whole constraint, with named groups. */
    public static final String PATTERN = "(?<attribute>" + ATTRIBUTE + ") *(?<operator>==|!=) *(?<value>[^ =].*)";

    private static final Pattern COMPILED = Pattern.compile(PATTERN);

    /** The constraint, or empty if the text is not a constraint. */
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

package dev.swarmlab.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The images that a Dockerfile takes from registries.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/#from">Dockerfile reference</a>
 */
public final class BaseImages {

    private static final Pattern ARGUMENT =
            Pattern.compile("(?i)\\s*ARG\\s+([A-Za-z_]\\w*)(?:=[\"']?([^\"'\\s]*)[\"']?)?.*");
    private static final Pattern FROM = Pattern.compile("(?i)\\s*FROM\\s+(?:--\\S+\\s+)*(\\S+)(?:\\s+AS\\s+(\\S+))?.*");
    private static final Pattern COPY = Pattern.compile("(?i)\\s*COPY\\s+(?:--\\S+\\s+)*--from=(\\S+).*");
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:([A-Za-z_]\\w*)|\\{([A-Za-z_]\\w*)(?::-([^}]*))?})");
    private static final String NOTHING = "scratch";

    private final Map<String, String> given;
    private final Map<String, String> arguments = new HashMap<>();
    private final Set<String> stages = new HashSet<>(Set.of(NOTHING));
    private final Set<String> images = new LinkedHashSet<>();
    private boolean inStage;

    private BaseImages(Map<String, String> given) {
        this.given = given;
    }

    /**
     * Reads a Dockerfile.
     *
     * @param given the arguments of the build
     * @return the references, without those that a variable without a value is a part of
     */
    public static Set<String> of(Path dockerfile, Map<String, String> given) throws IOException {
        BaseImages reader = new BaseImages(given);
        Files.readAllLines(dockerfile).forEach(reader::read);
        return reader.images;
    }

    private void read(String line) {
        Matcher argument = ARGUMENT.matcher(line);
        Matcher from = FROM.matcher(line);
        Matcher copy = COPY.matcher(line);
        if (argument.matches()) {
            String value = given.getOrDefault(argument.group(1), argument.group(2));
            // The arguments of a stage are not known to the next FROM.
            if (value != null && !inStage) {
                arguments.put(argument.group(1), substituted(value));
            }
        } else if (from.matches()) {
            inStage = true;
            add(substituted(from.group(1)));
            if (from.group(2) != null) {
                stages.add(from.group(2).toLowerCase(Locale.ROOT));
            }
        } else if (copy.matches()) {
            add(copy.group(1));
        }
    }

    private void add(String image) {
        boolean isStage = stages.contains(image.toLowerCase(Locale.ROOT)) || image.matches("\\d+");
        if (!isStage && !image.contains("$")) {
            images.add(image);
        }
    }

    private String substituted(String text) {
        return VARIABLE.matcher(text).replaceAll(variable -> Matcher.quoteReplacement(value(variable)));
    }

    private String value(MatchResult variable) {
        String name = variable.group(1) == null ? variable.group(2) : variable.group(1);
        String value = arguments.getOrDefault(name, "");
        if (!value.isEmpty()) {
            return value;
        }
        return variable.group(3) == null ? variable.group() : variable.group(3);
    }
}

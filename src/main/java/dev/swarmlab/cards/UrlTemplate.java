package dev.swarmlab.cards;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.labfile.Student;
import dev.swarmlab.plan.Roster;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The URL of each lab's page, with placeholders, as in {@code https://lab.example.org/{student}}. */
public final class UrlTemplate {

    private static final String STUDENT = "student";
    private static final String LAB = "lab";
    private static final String INDEX = "index";

    /** A longer URL makes a QR code that a printed card shows too small. */
    private static final int LONGEST_URL = 300;

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
    private static final String ADVICE =
            "Write it like https://lab.example.org/{student}. The placeholders are {student}, {lab} and {index}.";

    private final String text;

    private UrlTemplate(String text) {
        this.text = text;
    }

    /** @throws Failure of kind {@link FailureKind#WRONG_INPUT} when it makes no URLs */
    public static UrlTemplate parse(String text) {
        UrlTemplate template = new UrlTemplate(text);
        Set<String> unknown = new TreeSet<>(template.placeholders());
        unknown.removeAll(Set.of(STUDENT, LAB, INDEX));
        if (!unknown.isEmpty()) {
            throw template.wrong("there is no placeholder {" + String.join("}, {", unknown) + "}");
        }
        String example = PLACEHOLDER.matcher(text).replaceAll("1");
        if (example.contains("{") || example.contains("}")) {
            throw template.wrong("a brace has no counterpart");
        }
        template.validated(example);
        return template;
    }

    /** @throws Failure of kind {@link FailureKind#WRONG_INPUT} when the lab has no value for a placeholder */
    String url(String lab, Optional<Student> student) {
        if (student.isEmpty() && !Set.of(LAB).containsAll(placeholders())) {
            throw Failure.of(FailureKind.WRONG_INPUT, "the lab " + lab + " belongs to no class")
                    .because("{student} and {index} of --url have no value for it")
                    .advise("Use {lab}, or name a class.");
        }
        Map<String, String> values = Map.of(
                LAB,
                lab,
                STUDENT,
                student.map(Student::name).map(Roster::label).orElse(""),
                INDEX,
                student.map(each -> String.valueOf(each.index())).orElse(""));
        return validated(
                PLACEHOLDER.matcher(text).replaceAll(placeholder -> values.getOrDefault(placeholder.group(1), "")));
    }

    private Set<String> placeholders() {
        Set<String> names = new TreeSet<>();
        Matcher placeholder = PLACEHOLDER.matcher(text);
        while (placeholder.find()) {
            names.add(placeholder.group(1));
        }
        return names;
    }

    private String validated(String url) {
        try {
            URI uri = new URI(url);
            String scheme = String.valueOf(uri.getScheme());
            if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null) {
                throw wrong("it does not begin with https:// or http:// and the name of a host");
            }
        } catch (URISyntaxException exception) {
            throw wrong(exception.getReason());
        }
        if (url.length() > LONGEST_URL) {
            throw wrong("it makes a URL of more than " + LONGEST_URL + " characters");
        }
        return url;
    }

    private Failure wrong(String reason) {
        return Failure.of(FailureKind.WRONG_INPUT, "--url '" + text + "' makes no URLs")
                .because(reason)
                .advise(ADVICE);
    }
}

package dev.swarmlab.diagnostics;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Removes secrets from texts: private keys, tokens and unlock keys of swarms, credentials in URLs and HTTP headers,
 * values after names such as {@code password}, the bodies of requests that a daemon logs for debugging, and values of
 * environment variables. Thread-safe.
 */
public final class Redaction {

    /** The text in place of a secret. */
    public static final String REMOVED = "<removed>";

    /** A private key with its line breaks, and the prefixes of its lines in a log, is at most this long. */
    private static final int LONGEST_KEY = 16_000;

    /** Shorter values, and common values, are not removed: they would be removed from unrelated text too. */
    private static final int SHORTEST_VALUE = 4;

    private static final Pattern KEY_MARKER = Pattern.compile("-----(BEGIN|END) [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Za-z_][A-Za-z0-9_]*)");
    private static final Pattern COMMON_VALUE = Pattern.compile("\\d{1,5}|true|false|null");

    private static final Pattern NAME_OF_A_SECRET =
            Pattern.compile("PASSW|PASSPHRASE|SECRET|TOKEN|CREDENTIAL|API_?KEY|PRIVATE_?KEY", Pattern.CASE_INSENSITIVE);

    /**
     * A kind of secret.
     *
     * @param replacement as in {@link Matcher#replaceAll(String)}
     */
    private record Secret(Pattern pattern, String replacement) {

        Secret(String pattern, String replacement) {
            this(Pattern.compile(pattern), replacement);
        }
    }

    /** The name of a secret and the sign before its value. */
    private static final String NAMED = "(?i)((?:passw(?:or)?d|passphrase|secret|token|credential|api[_-]?key)"
            + "[a-z0-9_-]{0,40}\\\\?[\"']?[ \t]{0,3}[=:][ \t]{0,3}";

    private static final List<Secret> SECRETS = List.of(
            new Secret("SWM(?:TKN|KEY)-[A-Za-z0-9+/=_-]+", REMOVED),
            // The user of an ssh:// address is no secret; that of an http:// address can be a token.
            new Secret("(https?://)[^/\\s@\"]{1,1000}@", "$1" + REMOVED + "@"),
            new Secret("(://[^/\\s:@\"]{0,1000}:)[^/\\s@\"]{1,1000}@", "$1" + REMOVED + "@"),
            // dockerd --debug logs the bodies of requests, which contain the environment of containers.
            new Secret("(form[ -]data[:=]).*", "$1 " + REMOVED),
            new Secret("(?i)(\\b(?:bearer|basic) +|X-Registry-Auth\\W{1,4})[A-Za-z0-9._~+/=-]{16,}", "$1" + REMOVED),
            new Secret(
                    "(?i)([?&][a-z_-]{0,40}(?:token|sig|signature|credential|key|verify)=)[^&\\s\"\\\\]+",
                    "$1" + REMOVED),
            // Values in quotation marks, which may be escaped, and others. References to variables are kept.
            new Secret(NAMED + "\\\\?([\"']))(?!\\$\\{|<removed>)(?:(?!\\\\?\\2)[^\n])++", "$1" + REMOVED),
            new Secret(NAMED + ")(?!\\$\\{|<removed>)[^\\s\"'\\\\,;{}\\[\\]]+", "$1" + REMOVED),
            new Secret("(?m)^(\\s{0,9}Username: ).+", "$1" + REMOVED));

    private final List<String> values;

    private Redaction(List<String> values) {
        this.values = values;
    }

    /**
     * A redaction that also removes the values of the variables in a lab file, and of environment variables whose names
     * are those of secrets. A value that the lab file itself contains is no secret.
     *
     * @param lab the name of the lab, which is never removed
     * @param labFile the text before variables are substituted
     */
    static Redaction of(String lab, String labFile, Map<String, String> environment) {
        Set<String> names = new HashSet<>();
        Matcher variable = VARIABLE.matcher(withoutEscapes(labFile));
        while (variable.find()) {
            names.add(variable.group(1));
        }
        return new Redaction(environment.entrySet().stream()
                .filter(entry -> names.contains(entry.getKey())
                        || NAME_OF_A_SECRET.matcher(entry.getKey()).find())
                .map(Map.Entry::getValue)
                .filter(value -> value.length() >= SHORTEST_VALUE)
                .filter(value -> !COMMON_VALUE.matcher(value).matches())
                .filter(value -> !labFile.contains(value) && !value.equals(lab))
                .flatMap(value -> Stream.of(
                        value, new String(JsonStringEncoder.getInstance().quoteAsString(value))))
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList());
    }

    /** Whether a lab file contains variables. */
    public static boolean hasVariables(String labFile) {
        return VARIABLE.matcher(withoutEscapes(labFile)).find();
    }

    /** In a lab file, two dollar signs are an escaped dollar sign. */
    private static String withoutEscapes(String labFile) {
        return labFile.replace("$$", "");
    }

    /** The text without secrets. */
    String apply(String text) {
        String result = withoutKeys(text);
        for (String value : values) {
            result = result.replace(value, REMOVED);
        }
        for (Secret secret : SECRETS) {
            result = secret.pattern().matcher(result).replaceAll(secret.replacement());
        }
        return result;
    }

    /** Removes keys also when their begin is missing, as in the last lines of a log, or their end. */
    private static String withoutKeys(String text) {
        StringBuilder result = new StringBuilder();
        Matcher marker = KEY_MARKER.matcher(text);
        int next = 0;
        boolean inKey = false;
        while (marker.find()) {
            boolean begins = marker.group(1).equals("BEGIN");
            if (!inKey) {
                int end = begins ? marker.start() : Math.max(next, marker.start() - LONGEST_KEY);
                result.append(text, next, end).append(REMOVED);
            }
            inKey = begins;
            next = marker.end();
        }
        return inKey
                ? result.toString()
                : result.append(text, next, text.length()).toString();
    }
}

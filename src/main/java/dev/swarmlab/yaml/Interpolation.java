package dev.swarmlab.yaml;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts environment variables into a text, with the forms of the Compose specification. One thing is stricter: an unset
 * variable without a default is an error and not an empty text, because a lab that silently differs is worse than none.
 */
final class Interpolation {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern BRACED =
            Pattern.compile("(?<name>" + NAME.pattern() + ")((?<operator>:?[-?+])(?<operand>.*))?", Pattern.DOTALL);

    private final Map<String, String> environment;
    private final Map<String, String> adviceForUnset;

    /**
     * @param environment the values of the variables
     * @param adviceForUnset what to do about variables that a user can't set here, by name; others get a general advice
     */
    Interpolation(Map<String, String> environment, Map<String, String> adviceForUnset) {
        this.environment = environment;
        this.adviceForUnset = adviceForUnset;
    }

    /** Why a text could not be completed. */
    static final class Unresolved extends Exception {

        private final String advice;

        Unresolved(String message, String advice) {
            super(message);
            this.advice = advice;
        }

        String text() {
            String message = getMessage();
            return message == null ? "" : message;
        }

        String advice() {
            return advice;
        }
    }

    String apply(String text) throws Unresolved {
        StringBuilder result = new StringBuilder();
        int position = 0;
        for (int dollar = text.indexOf('$'); dollar >= 0; dollar = text.indexOf('$', position)) {
            result.append(text, position, dollar);
            position = dollar + 1;
            Matcher name = NAME.matcher(text).region(position, text.length());
            if (text.startsWith("$", position)) {
                result.append('$');
                position++;
            } else if (text.startsWith("{", position)) {
                int end = closingBrace(text, position);
                result.append(braced(text.substring(position + 1, end)));
                position = end + 1;
            } else if (name.lookingAt()) {
                result.append(valueOf(name.group()));
                position = name.end();
            } else {
                throw noVariable(text.substring(dollar));
            }
        }
        return result.append(text, position, text.length()).toString();
    }

    /** Where the brace that opens at the position closes; a default may itself hold variables in braces. */
    private static int closingBrace(String text, int open) throws Unresolved {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            if (text.charAt(i) == '}' && --depth == 0) {
                return i;
            }
            if (text.charAt(i) == '{' && text.charAt(i - 1) == '$') {
                depth++;
            }
        }
        throw new Unresolved(
                Messages.quote(text.substring(open - 1)) + " has no closing brace", "close it, as in ${NAME}");
    }

    private String braced(String inside) throws Unresolved {
        Matcher matcher = BRACED.matcher(inside);
        if (!matcher.matches()) {
            throw noVariable("${" + inside + "}");
        }
        String name = matcher.group("name");
        String operator = matcher.group("operator");
        String operand = matcher.group("operand");
        if (operator == null || operand == null) {
            return valueOf(name);
        }
        @Nullable String value = environment.get(name);
        boolean given = value != null && !(operator.startsWith(":") && value.isEmpty());
        return switch (operator.charAt(operator.length() - 1)) {
            case '+' -> given ? apply(operand) : "";
            case '-' -> given && value != null ? value : apply(operand);
            default -> {
                if (!given || value == null) {
                    throw new Unresolved(
                            "the variable `" + name + "` is " + (value == null ? "not set" : "empty")
                                    + (operand.isEmpty() ? "" : ": " + Messages.printable(apply(operand))),
                            "set it: " + name + "=… swarmlab …");
                }
                yield value;
            }
        };
    }

    private String valueOf(String name) throws Unresolved {
        String value = environment.get(name);
        if (value == null) {
            throw new Unresolved(
                    "the variable `" + name + "` is not set",
                    adviceForUnset.getOrDefault(
                            name,
                            "set it, or write a default: ${" + name
                                    + ":-default}; unlike in Compose, an unset variable is an error"));
        }
        return value;
    }

    private static Unresolved noVariable(String text) {
        return new Unresolved(
                "no variable begins at " + Messages.quote(text),
                "write ${NAME} for a variable and $$ for a dollar sign");
    }
}

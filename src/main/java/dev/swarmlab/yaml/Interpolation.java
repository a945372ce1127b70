package dev.swarmlab.yaml;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces variables in a text by their values. The syntax is that of the Compose specification, except that an unset
 * variable without a default is an error instead of an empty string, so that no value gets lost unnoticed.
 */
final class Interpolation {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern BRACED =
            Pattern.compile("(?<name>" + NAME.pattern() + ")((?<operator>:?[-?+])(?<operand>.*))?", Pattern.DOTALL);

    private final Map<String, String> environment;
    private final Map<String, String> adviceForUnset;

    /**
     * @param environment values by name of the variable
     * @param adviceForUnset advice for variables that the user can't set in this file, by name of the variable; others
     *     get general advice
     */
    Interpolation(Map<String, String> environment, Map<String, String> adviceForUnset) {
        this.environment = environment;
        this.adviceForUnset = adviceForUnset;
    }

    /** A variable that has no value, or that is written in a wrong form. */
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

    /** The text with all variables replaced, and {@code $$} replaced by a dollar sign. */
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
                throw invalidVariable(text.substring(dollar));
            }
        }
        return result.append(text, position, text.length()).toString();
    }

    /** The index of the brace that closes the one at {@code open}. A default can contain variables in braces too. */
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
            throw invalidVariable("${" + inside + "}");
        }
        String name = matcher.group("name");
        String operator = matcher.group("operator");
        String operand = matcher.group("operand");
        if (operator == null || operand == null) {
            return valueOf(name);
        }
        @Nullable String value = environment.get(name);
        boolean hasValue = value != null && !(operator.startsWith(":") && value.isEmpty());
        return switch (operator.charAt(operator.length() - 1)) {
            case '+' -> hasValue ? apply(operand) : "";
            case '-' -> hasValue && value != null ? value : apply(operand);
            default -> {
                if (!hasValue || value == null) {
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
                            "set it, or write ${" + name
                                    + ":-default} for a default; unlike in Compose, an unset variable is an error"));
        }
        return value;
    }

    private static Unresolved invalidVariable(String text) {
        return new Unresolved(
                "invalid variable " + Messages.quote(text), "write ${NAME} for a variable and $$ for a dollar sign");
    }
}

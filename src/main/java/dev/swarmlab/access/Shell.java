package dev.swarmlab.access;

import dev.swarmlab.engine.NodeEnvironment.Change;
import dev.swarmlab.process.ShellWord;
import java.util.Locale;

/** A shell's syntax for changing environment variables. */
public enum Shell {
    SH {
        @Override
        String quoted(String text) {
            return ShellWord.of(text);
        }

        @Override
        String set(String variable, String value) {
            return "export " + variable + "=" + quoted(value);
        }

        @Override
        String unset(String variable) {
            return "unset " + variable;
        }

        @Override
        public String evaluation(String command) {
            return "eval \"$(" + command + ")\"";
        }
    },
    FISH {
        @Override
        String quoted(String text) {
            return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
        }

        @Override
        String set(String variable, String value) {
            return "set -gx " + variable + " " + quoted(value);
        }

        @Override
        String unset(String variable) {
            return "set -e " + variable;
        }

        @Override
        public String evaluation(String command) {
            return command + " --shell fish | source";
        }
    },
    POWERSHELL {
        /** PowerShell also treats typographic quotes as quotes. */
        @Override
        String quoted(String text) {
            return "'" + text.replaceAll("['\u2018\u2019\u201a\u201b]", "$0$0") + "'";
        }

        @Override
        String set(String variable, String value) {
            return "$Env:" + variable + " = " + quoted(value);
        }

        @Override
        String unset(String variable) {
            return "Remove-Item -ErrorAction SilentlyContinue Env:" + variable;
        }

        @Override
        public String evaluation(String command) {
            return command + " --shell powershell | Out-String | Invoke-Expression";
        }
    };

    /** The text as one quoted word, with any special characters. */
    abstract String quoted(String text);

    abstract String set(String variable, String value);

    abstract String unset(String variable);

    /** The command line that makes the shell evaluate the output of a command. */
    public abstract String evaluation(String command);

    /** The line that sets or unsets a variable. */
    public String line(Change change) {
        String value = change.value();
        return value == null ? unset(change.variable()) : set(change.variable(), value);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.swarmlab.labfile.reader;

import dev.swarmlab.yaml.ConfigValue;
import dev.swarmlab.yaml.Messages;
import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.TextSchema;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Arguments for a node's daemon, less those that swarmlab needs for itself. */
final class DaemonArgumentSchema {

    private static final Set<String> TAKEN =
            Set.of("-H", "--host", "--data-root", "-g", "--containerd", "-p", "--pidfile", "--config-file");

    private DaemonArgumentSchema() {}

    static Schema<String> schema() {
        return TextSchema.parsed("^-", DaemonArgumentSchema::parse);
    }

    private static @Nullable String parse(String text, ConfigValue value) {
        if (!text.startsWith("-")) {
            return value.problem(
                    "must begin with `-`, " + Messages.quote(text) + " does not",
                    "write option and value as one, as in --mtu=1400");
        }
        String option = option(text);
        return TAKEN.contains(option) || option.startsWith("--tls")
                ? value.problem(
                        "can't be " + Messages.quote(text) + ", because swarmlab sets `" + Messages.printable(option)
                                + "` itself",
                        "remove it")
                : text;
    }

    /** The option's name: {@code --host} of {@code --host=tcp://…}, {@code -H} of {@code -Htcp://…}. */
    private static String option(String argument) {
        if (!argument.startsWith("--")) {
            return argument.substring(0, Math.min(2, argument.length()));
        }
        int equals = argument.indexOf('=');
        return equals < 0 ? argument : argument.substring(0, equals);
    }
}

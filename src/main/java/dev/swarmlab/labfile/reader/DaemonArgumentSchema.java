package dev.swarmlab.labfile.reader;

import dev.swarmlab.yaml.ConfigValue;
import dev.swarmlab.yaml.Messages;
import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.TextSchema;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An argument for a node's daemon. Options that swarmlab sets are not allowed. */
final class DaemonArgumentSchema {

    private static final Set<String> RESERVED =
            Set.of("-H", "--host", "--data-root", "-g", "--containerd", "-p", "--pidfile", "--config-file");

    private DaemonArgumentSchema() {}

    static Schema<String> schema() {
        return TextSchema.parsed("^-", DaemonArgumentSchema::parse);
    }

    private static @Nullable String parse(String text, ConfigValue value) {
        if (!text.startsWith("-")) {
            return value.problem(
                    "must begin with `-`, unlike " + Messages.quote(text),
                    "write option and value as one string, as in --mtu=1400");
        }
        String option = option(text);
        return RESERVED.contains(option) || option.startsWith("--tls")
                ? value.problem(
                        "can't be " + Messages.quote(text) + ", because swarmlab sets `" + Messages.printable(option)
                                + "` itself",
                        "remove it")
                : text;
    }

    /** The name of the option: {@code --host} of {@code --host=tcp://…}, {@code -H} of {@code -Htcp://…}. */
    private static String option(String argument) {
        if (!argument.startsWith("--")) {
            return argument.substring(0, Math.min(2, argument.length()));
        }
        int equals = argument.indexOf('=');
        return equals < 0 ? argument : argument.substring(0, equals);
    }
}

package dev.swarmlab.labfile.reader;

import dev.swarmlab.labfile.Overrides;
import dev.swarmlab.yaml.Messages;
import dev.swarmlab.yaml.ParseContext;
import dev.swarmlab.yaml.Position;
import dev.swarmlab.yaml.UnreadableYaml;
import dev.swarmlab.yaml.YamlOverrides;
import java.util.List;

/** Reads the overrides of the command line. Problems have the option as their position. */
final class OverridesReader {

    /** Far more keys than a path in a lab file has. */
    private static final int MOST_KEYS = 20;

    private static final String FORM = "write KEY=VALUE, as in --set workers=2";

    private OverridesReader() {}

    /** The overrides without those that have problems, which are reported. */
    static YamlOverrides read(Overrides overrides, ParseContext context) {
        YamlOverrides result = new YamlOverrides();
        overrides.settings().forEach(setting -> put(setting, result, context));
        String name = overrides.name();
        if (name != null) {
            result.putText(List.of(LabFields.NAME_KEY), name, "--name " + name);
        }
        return result;
    }

    private static void put(String setting, YamlOverrides result, ParseContext context) {
        String option = "--set " + setting;
        Position position = Position.of(option);
        int equals = setting.indexOf('=');
        if (equals < 0) {
            context.problem(position, "there is no `=` between the key and its value", FORM);
            return;
        }
        String key = setting.substring(0, equals).strip();
        List<String> keys = List.of(key.split("\\.", -1));
        if (keys.size() > MOST_KEYS || keys.stream().anyMatch(String::isBlank)) {
            context.problem(
                    position,
                    Messages.quote(key) + " is not a key",
                    "write KEY=VALUE with dots between keys, as in --set registry.port=5001");
            return;
        }
        try {
            result.put(keys, setting.substring(equals + 1), option);
        } catch (UnreadableYaml unreadable) {
            context.problem(
                    position,
                    unreadable.text(),
                    "write the value in YAML, in single quotes for the shell, as in"
                            + " --set workers=2 or --set 'ports=[\"8001:80\"]'");
        }
    }
}

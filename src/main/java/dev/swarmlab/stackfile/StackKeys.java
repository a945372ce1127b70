package dev.swarmlab.stackfile;

import dev.swarmlab.yaml.Messages;
import dev.swarmlab.yaml.ParseContext;
import dev.swarmlab.yaml.Suggestion;
import dev.swarmlab.yaml.YamlNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The keys of one of a stack file's mappings.
 *
 * @param known those that no mistake can be seen in
 * @param elsewhere what to do about keys that have no place there, by key
 */
record StackKeys(List<String> known, Map<String, String> elsewhere) {

    /** Reports keys that have no place here, and those that look like one that has; gives what these look like. */
    Set<String> check(YamlNode.Mapping mapping, ParseContext context) {
        Set<String> meant = new HashSet<>();
        for (YamlNode.Entry entry : mapping.entries()) {
            String key = entry.key();
            String advice = elsewhere.get(key);
            if (advice != null) {
                context.problem(entry.position(), "the key `" + key + "` has no place here", advice);
            } else if (!known.contains(key) && !key.startsWith("x-")) {
                Suggestion.closest(key, known).ifPresent(close -> {
                    meant.add(close);
                    context.problem(
                            entry.position(),
                            "unknown key `" + Messages.printable(key) + "`",
                            "did you mean `" + close + "`?");
                });
            }
        }
        return meant;
    }
}

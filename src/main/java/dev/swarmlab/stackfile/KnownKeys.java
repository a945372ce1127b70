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
 * The keys of one kind of mapping in stack files.
 *
 * @param known valid keys, for suggestions; other keys are left to docker if they are not similar to one of these
 * @param misplaced advice for keys that are not allowed here, by key
 */
record KnownKeys(List<String> known, Map<String, String> misplaced) {

    /** Reports misplaced and misspelt keys. Returns the keys that were suggested for misspelt ones. */
    Set<String> check(YamlNode.Mapping mapping, ParseContext context) {
        Set<String> suggested = new HashSet<>();
        for (YamlNode.Entry entry : mapping.entries()) {
            String key = entry.key();
            String advice = misplaced.get(key);
            if (advice != null) {
                context.problem(entry.position(), "the key `" + key + "` is not allowed here", advice);
            } else if (!known.contains(key) && !key.startsWith("x-")) {
                Suggestion.closest(key, known).ifPresent(close -> {
                    suggested.add(close);
                    context.problem(
                            entry.position(),
                            "unknown key `" + Messages.printable(key) + "`",
                            "did you mean `" + close + "`?");
                });
            }
        }
        return suggested;
    }
}

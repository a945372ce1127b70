package dev.swarmlab.descriptor;

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
    Set<String> check(Yaml.Mapping mapping, Page page) {
        Set<String> meant = new HashSet<>();
        for (Yaml.Entry entry : mapping.entries()) {
            String key = entry.key();
            String advice = elsewhere.get(key);
            if (advice != null) {
                page.problem(entry.place(), "the key `" + key + "` has no place here", advice);
            } else if (!known.contains(key) && !key.startsWith("x-")) {
                Suggestion.closest(key, known).ifPresent(close -> {
                    meant.add(close);
                    page.problem(
                            entry.place(), "unknown key `" + Quote.visible(key) + "`", "did you mean `" + close + "`?");
                });
            }
        }
        return meant;
    }
}

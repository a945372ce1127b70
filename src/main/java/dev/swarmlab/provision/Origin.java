package dev.swarmlab.provision;

import dev.swarmlab.engine.Labels;
import java.util.Map;
import java.util.Optional;

/**
 * Where a lab comes from, kept with it on the engine.
 *
 * @param file the lab file as an absolute path, or what stands for it
 * @param text the lab file as it was written, before variables were put in: they may hold secrets
 */
public record Origin(String file, String text) {

    /** What is in the labels of a lab's file volume, or of the network of a lab that an older version made. */
    static Optional<Origin> of(Map<String, String> labels) {
        String text = labels.getOrDefault(Labels.DESCRIPTOR, "");
        return text.isEmpty() ? Optional.empty() : Optional.of(new Origin(labels.getOrDefault(Labels.FILE, ""), text));
    }

    public Map<String, String> labels() {
        return Map.of(Labels.FILE, file, Labels.DESCRIPTOR, text);
    }
}

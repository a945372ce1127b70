package dev.swarmlab.junit;

import dev.swarmlab.labfile.reader.LabFileSource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * What a test asks for.
 *
 * @param file the lab file; empty for a lab of managers and workers alone
 * @param settings each as {@code KEY=VALUE}
 * @param timeout for the creation of the lab, and for a reset
 * @param timeToLive of the lab
 */
record LabDefinition(
        String file, int managers, int workers, List<String> settings, Duration timeout, Duration timeToLive) {

    static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);
    static final Duration DEFAULT_TIME_TO_LIVE = Duration.ofHours(2);

    LabDefinition {
        settings = List.copyOf(settings);
    }

    static LabDefinition of(SwarmLab annotation) {
        return new LabDefinition(
                annotation.value(),
                annotation.managers(),
                annotation.workers(),
                List.of(annotation.settings()),
                Duration.ofSeconds(annotation.timeoutSeconds()),
                Duration.ofMinutes(annotation.timeToLiveMinutes()));
    }

    /** The source of the lab file's text. It can be read once. */
    LabFileSource source() {
        if (!file.isEmpty()) {
            return new LabFileSource.File(file);
        }
        String text = "name: test\nmanagers: " + managers + "\nworkers: " + workers + "\n";
        return new LabFileSource.StandardInput(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}

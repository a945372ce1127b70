package dev.swarmlab.junit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.testcontainers.lifecycle.Startable;

/**
 * A lab for tests that manage their resources with Testcontainers, as with {@code @Testcontainers} and {@code @Container},
 * or in any other program. It is no container itself: it creates a container for each node.
 *
 * <pre>{@code
 * @Testcontainers
 * class GatewayIT {
 *
 *     @Container
 *     static final SwarmLabContainer SWARM = new SwarmLabContainer("labs/stack.yml");
 *
 *     @Test
 *     void answers() {
 *         assertThat(SWARM.lab().http(8000).get("/").statusCode()).isEqualTo(200);
 *     }
 * }
 * }</pre>
 */
public final class SwarmLabContainer implements Startable {

    private final String file;
    private final List<String> settings = new ArrayList<>();
    private int managers = 1;
    private int workers;
    private Duration timeout = LabDefinition.DEFAULT_TIMEOUT;
    private Duration timeToLive = LabDefinition.DEFAULT_TIME_TO_LIVE;
    private @Nullable OwnedLab lab;

    /** A lab without a lab file: one manager and no workers, unless others are set. */
    public SwarmLabContainer() {
        this("");
    }

    /** @param labFile a relative path begins in the working folder */
    public SwarmLabContainer(String labFile) {
        this.file = labFile;
    }

    /** Sets the number of managers of a lab without a lab file. */
    public SwarmLabContainer withManagers(int number) {
        managers = number;
        return this;
    }

    /** Sets the number of workers of a lab without a lab file. */
    public SwarmLabContainer withWorkers(int number) {
        workers = number;
        return this;
    }

    /** Overrides a value of the lab file, as {@code swarmlab up --set KEY=VALUE} does. */
    public SwarmLabContainer withSetting(String key, String value) {
        settings.add(key + "=" + value);
        return this;
    }

    /** Sets the time limit of the creation and of a reset. The default is five minutes. */
    public SwarmLabContainer withTimeout(Duration limit) {
        timeout = limit;
        return this;
    }

    /** Sets the time after which others may remove the lab if this JVM was killed. The default is two hours. */
    public SwarmLabContainer withTimeToLive(Duration time) {
        timeToLive = time;
        return this;
    }

    /**
     * Creates the lab and waits until it is ready. Does nothing when it was started before.
     *
     * @throws SwarmLabException when the lab file is not valid, no engine can be used, or the lab can't be created
     */
    @Override
    public synchronized void start() {
        if (lab == null) {
            LabDefinition definition = new LabDefinition(file, managers, workers, settings, timeout, timeToLive);
            lab = OwnedLab.create(definition, System.getenv());
        }
    }

    /** Removes the lab. Does nothing when it was not started. */
    @Override
    public synchronized void stop() {
        OwnedLab started = lab;
        if (started != null) {
            lab = null;
            started.close();
        }
    }

    /**
     * The lab.
     *
     * @throws IllegalStateException when it was not started
     */
    public synchronized Lab lab() {
        if (lab == null) {
            throw new IllegalStateException("the lab was not started");
        }
        return lab.lab();
    }
}

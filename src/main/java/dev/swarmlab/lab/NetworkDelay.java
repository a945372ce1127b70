package dev.swarmlab.lab;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a network delays and loses packets.
 *
 * @param by the delay of each packet
 * @param jitter how much longer or shorter a delay may be; null for no difference
 * @param lossPercent the part of the packets that are lost, in percent; null for none
 */
public record NetworkDelay(
        Duration by, @Nullable Duration jitter, @Nullable BigDecimal lossPercent) {

    /** The arguments of netem, see tc-netem(8). */
    List<String> netem() {
        List<String> arguments = new ArrayList<>(List.of("delay", by.toMillis() + "ms"));
        if (jitter != null) {
            arguments.add(jitter.toMillis() + "ms");
        }
        if (lossPercent != null) {
            arguments.addAll(List.of("loss", lossPercent.toPlainString() + "%"));
        }
        return arguments;
    }
}

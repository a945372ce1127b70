package dev.swarmlab.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacityTest {

    private static final long GIBIBYTE = 1L << 30;
    private static final Requirements THREE_NODES =
            new Requirements("web", 3, List.of("node:1"), 0, BigDecimal.ZERO, List.of());

    private static List<Capacity.Limit> limits(HostResources host, long running) {
        return ResourceChecks.limits(host, THREE_NODES, running);
    }

    @ParameterizedTest
    @CsvSource({
        // processors, free memory and disk in GiB, inotify instances, running containers
        "64, 64, 500, 8192, 0, memory",
        "64, 640, 10, 8192, 0, disk",
        "2, 640, 5000, 8192, 0, processors",
        "64, 640, 5000, 128, 0, inotify",
        "4, 640, 5000, 8192, 70, processors"
    })
    void the_scarcest_resource_is_the_limit(
            long processors, long memory, long disk, long inotify, long running, String limit) {
        HostResources host = new HostResources(
                OptionalLong.of(processors),
                OptionalLong.of(2 * memory * GIBIBYTE),
                OptionalLong.of(memory * GIBIBYTE),
                OptionalLong.of(disk * GIBIBYTE),
                OptionalLong.of(inotify));

        assertThatThrownBy(() -> new Capacity(limits(host, running)).require(300))
                .hasMessageMatching("(?s)300 more labs do not fit on the engine's host, about \\d+ do: .*")
                .hasMessageContaining(limit + ": ");
        assertThat(limits(host, running).stream().min(Comparator.comparingLong(Capacity.Limit::labs)))
                .hasValueSatisfying(smallest -> assertThat(smallest.resource()).isEqualTo(limit));
    }

    @Test
    void the_number_that_fits_is_said_and_accepted() {
        Capacity capacity = new Capacity(List.of(
                new Capacity.Limit("memory", "2.0 GiB free", 7), new Capacity.Limit("addresses", "5 free subnets", 4)));

        assertThatThrownBy(() -> capacity.require(5))
                .hasMessage("5 more labs do not fit on the engine's host, about 4 do: addresses: 5 free subnets");
        assertThatThrownBy(() -> new Capacity(List.of(new Capacity.Limit("disk", "full", -3))).require(1))
                .hasMessage("1 more lab does not fit on the engine's host, none does: disk: full");
        assertThatCode(() -> capacity.require(4)).doesNotThrowAnyException();
    }

    @Test
    void a_resource_that_is_unknown_is_no_limit() {
        HostResources unknown = new HostResources(
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty());

        assertThat(limits(unknown, 0)).isEmpty();
    }
}

package dev.swarmlab.provision.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.fake.FakeService;
import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.SwarmService;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ServiceChangesTest {

    private static FakeService service() {
        return FakeService.replicated("shop_api", 3).image("shop:1@sha256:11");
    }

    private static List<SwarmService> read(FakeService... services) {
        FakeLab lab = new FakeLab("workers: 0").joined();
        Stream.of(services).forEach(lab.swarm::with);
        return lab.open().ask(NodeDaemon::services);
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of(FakeService.replicated("shop_api", 5).image("shop:1@sha256:11"), "replicas 3 -> 5"),
                Arguments.of(service().image("shop:2@sha256:22"), "image shop:1 -> shop:2"),
                Arguments.of(service().image("shop:1@sha256:22"), "new content of the image shop:1"),
                Arguments.of(service().constraint("node.role==worker").restart("none"), "Placement, RestartPolicy"),
                Arguments.of(service().stack("shop"), "service labels"),
                Arguments.of(FakeService.global("shop_api").image("shop:1@sha256:11"), "Mode"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void are_named(FakeService changed, String change) {
        assertThat(ServiceChanges.between(read(service()), read(changed))).containsExactly("shop_api: " + change);
    }

    @Test
    void include_services_that_were_removed_but_not_new_ones() {
        assertThat(ServiceChanges.between(read(service()), read(FakeService.global("shop_new"))))
                .containsExactly("shop_api is removed");
    }

    @Test
    void are_none_for_the_same_services() {
        assertThat(ServiceChanges.between(read(service()), read(service()))).isEmpty();
    }
}

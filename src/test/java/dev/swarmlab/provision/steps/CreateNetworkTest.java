package dev.swarmlab.provision.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.fake.FakeEngine;
import dev.swarmlab.fake.SampleLabFile;
import dev.swarmlab.plan.LabPlan;
import dev.swarmlab.plan.Planner;
import dev.swarmlab.plan.PlanningInput;
import dev.swarmlab.plan.Subnet;
import dev.swarmlab.progress.Event;
import dev.swarmlab.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CreateNetworkTest {

    private static EngineException overlap() {
        return new EngineException(403, "Pool overlaps with other one on this address space");
    }

    private final FakeEngine engine = new FakeEngine();
    private final List<String> said = new ArrayList<>();

    private void hear(Event event) {
        if (event instanceof Event.Said message) {
            said.add(message.text());
        }
    }

    private LabPlan settle(PlanningInput planningInput) {
        return new CreateNetwork(engine, new Progress(this::hear), Map.of("a", "b"))
                .settle(input -> Planner.plan(SampleLabFile.lab(""), input), planningInput);
    }

    @Test
    void creates_the_network_with_its_labels() {
        LabPlan plan = settle(PlanningInput.EMPTY);

        assertThat(engine.networks()).singleElement().satisfies(network -> {
            assertThat(network.name()).isEqualTo("swarmlab-lab");
            assertThat(network.subnets())
                    .containsExactly(plan.network().subnet().toString());
            assertThat(network.labels()).containsExactly(Map.entry("a", "b"));
        });
    }

    @Test
    void keeps_an_existing_network() {
        PlanningInput existing = new PlanningInput(
                Set.of(), Set.of(), Set.of(), Subnet.parse("10.213.9.0/24"), Map.of(), Optional.empty());

        assertThat(settle(existing).network().subnet().toString()).isEqualTo("10.213.9.0/24");
        assertThat(engine.hooks.calls("createNetwork")).isEmpty();
    }

    @Test
    void plans_with_the_next_subnet_when_the_engine_refuses_one() {
        engine.hooks.failing("createNetwork", 2, () -> overlap());

        LabPlan plan = settle(PlanningInput.EMPTY);

        assertThat(engine.hooks.calls("createNetwork")).hasSize(3).doesNotHaveDuplicates();
        assertThat(engine.networks()).singleElement().satisfies(network -> assertThat(network.subnets())
                .containsExactly(plan.network().subnet().toString()));
        assertThat(plan.firstManager().address())
                .isEqualTo(plan.network().subnet().address(11));
    }

    @Test
    void warns_of_a_route_that_leads_to_the_labs_addresses() {
        settle(routes("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "0.0.0.0/1"));

        assertThat(said).singleElement().asString().contains("route to 10.0.0.0/8", "10.213.", "--subnet");
    }

    @Test
    void does_not_warn_of_a_vpn_that_overrides_the_default_route() {
        settle(routes("0.0.0.0/1", "128.0.0.0/1"));

        assertThat(said).isEmpty();
    }

    private static PlanningInput routes(String... routes) {
        Set<Subnet> subnets = Stream.of(routes)
                .map(route -> Subnet.parse(route).orElseThrow())
                .collect(Collectors.toSet());
        return new PlanningInput(Set.of(), subnets, Set.of(), Optional.empty(), Map.of(), Optional.empty());
    }

    @Test
    void gives_up_when_every_subnet_is_refused() {
        engine.hooks.failing("createNetwork", () -> overlap());

        assertThatThrownBy(() -> settle(PlanningInput.EMPTY))
                .isInstanceOf(Failure.class)
                .hasMessage("the engine has no free subnet for the lab's network: "
                        + overlap().text());
        assertThat(engine.hooks.calls("createNetwork")).hasSize(20);
    }

    @Test
    void any_other_error_ends_the_step() {
        engine.hooks.failing("createNetwork", () -> new EngineException(500, "no iptables"));

        assertThatThrownBy(() -> settle(PlanningInput.EMPTY)).hasMessage("no iptables");
        assertThat(engine.hooks.calls("createNetwork")).hasSize(1);
    }
}

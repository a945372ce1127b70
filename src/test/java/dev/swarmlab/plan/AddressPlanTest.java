package dev.swarmlab.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.failure.Failure;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AddressPlanTest {

    @Test
    void gives_a_lab_the_same_block_each_time() {
        assertThat(choose()).isEqualTo(choose()).isNotEqualTo(AddressPlan.choose("another", List.of(), List.of()));
    }

    @Test
    void skips_blocks_that_overlap_a_subnet_in_use() {
        Subnet first = choose();
        Subnet part = subnet(first.address(128) + "/25");

        Subnet second = AddressPlan.choose("lab", List.of(part), List.of());

        assertThat(second.overlaps(first)).isFalse();
        assertThat(second.toString()).startsWith("10.213.").endsWith(".0/24");
    }

    @Test
    void finds_the_one_block_that_is_free() {
        List<Subnet> taken = subnets(
                "10.213.0.0/17",
                "10.213.192.0/18",
                "10.213.160.0/19",
                "10.213.144.0/20",
                "10.213.136.0/21",
                "10.213.132.0/22",
                "10.213.130.0/23",
                "10.213.129.0/24",
                "172.16.0.0/12",
                "192.168.0.0/16");

        assertThat(AddressPlan.choose("lab", taken, List.of())).isEqualTo(subnet("10.213.128.0/24"));
    }

    @Test
    void prefers_a_private_range_that_no_route_leads_to() {
        assertThat(choose("10.0.0.0/8").toString()).startsWith("172.16.").endsWith(".0/24");
        assertThat(choose("10.0.0.0/8", "172.16.0.0/12").toString())
                .startsWith("192.168.")
                .endsWith(".0/24");
        assertThat(choose("172.16.0.0/12")).isEqualTo(choose());
    }

    @Test
    void ignores_a_vpn_that_overrides_the_default_route() {
        assertThat(choose("0.0.0.0/1", "128.0.0.0/1")).isEqualTo(choose());
        assertThat(choose("0.0.0.0/1", "128.0.0.0/1", "10.0.0.0/8").toString()).startsWith("172.16.");
    }

    @Test
    void chooses_a_block_of_the_widest_route_when_routes_lead_to_every_private_range() {
        Subnet block = choose("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16");

        assertThat(block).isEqualTo(choose());
        assertThat(choose("10.0.0.0/8", "10.213.0.0/16", "172.16.0.0/12", "192.168.0.0/16")
                        .toString())
                .startsWith("172.16.");
    }

    @Test
    void a_route_to_one_network_or_to_a_part_of_a_block_is_a_conflict() {
        Subnet first = choose();

        assertThat(choose(first.toString())).isNotEqualTo(first);
        assertThat(choose(first.address(77) + "/32")).isNotEqualTo(first);
        assertThat(choose("10.213.0.0/17", "10.213.128.0/17").toString()).startsWith("172.16.");
        assertThat(choose("10.213.0.0/17", "10.213.128.0/17", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")
                        .toString())
                .startsWith("172.16.");
    }

    @Test
    void reports_that_every_block_is_in_use() {
        List<Subnet> taken = subnets("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16");

        assertThatThrownBy(() -> AddressPlan.choose("lab", taken, List.of()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("no free addresses for the lab lab")
                .hasMessageContaining("10.213.0.0/16, 172.16.0.0/16, 192.168.224.0/19")
                .extracting(failure -> ((Failure) failure).advice())
                .asString()
                .contains("docker network ls, ip route", "`subnet:` in the lab file", "swarmlab up --subnet");
    }

    @Test
    void accepts_a_chosen_subnet_within_a_wider_route() {
        Subnet chosen = subnet("10.99.0.0/24");

        assertThat(AddressPlan.chosen(chosen, List.of(), subnets("10.0.0.0/8", "10.99.0.0/16", "0.0.0.0/1")))
                .isEqualTo(chosen);
    }

    @Test
    void refuses_a_chosen_subnet_that_is_in_use() {
        Subnet chosen = subnet("10.99.0.0/24");

        assertThatThrownBy(() -> AddressPlan.chosen(chosen, subnets("10.99.0.0/16"), List.of()))
                .hasMessage("the lab can't have the subnet 10.99.0.0/24: another network has 10.99.0.0/16");
        assertThatThrownBy(() -> AddressPlan.chosen(chosen, List.of(), subnets("10.99.0.0/24")))
                .hasMessage("the lab can't have the subnet 10.99.0.0/24: the host has a route to 10.99.0.0/24");
        assertThatThrownBy(() -> AddressPlan.chosen(chosen, List.of(), subnets("10.99.0.7/32")))
                .hasMessageContaining("the host has a route to 10.99.0.7/32");
    }

    /** With these routes and no other networks. */
    private static Subnet choose(String... routes) {
        return AddressPlan.choose("lab", List.of(), subnets(routes));
    }

    private static List<Subnet> subnets(String... texts) {
        return Stream.of(texts).map(AddressPlanTest::subnet).toList();
    }

    private static Subnet subnet(String text) {
        return Subnet.parse(text).orElseThrow();
    }
}

package dev.swarmlab.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.failure.Failure;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressPlanTest {

    @Test
    void gives_a_lab_the_same_block_each_time() {
        assertThat(AddressPlan.choose("lab", List.of()))
                .isEqualTo(AddressPlan.choose("lab", List.of()))
                .isNotEqualTo(AddressPlan.choose("another", List.of()));
    }

    @Test
    void passes_over_blocks_that_overlap_what_is_taken() {
        Subnet first = AddressPlan.choose("lab", List.of());
        Subnet part = subnet(first.address(128) + "/25");

        Subnet second = AddressPlan.choose("lab", List.of(part));

        assertThat(second.overlaps(first)).isFalse();
        assertThat(second.toString()).startsWith("10.213.").endsWith(".0/24");
    }

    @Test
    void finds_the_one_block_that_is_free() {
        List<Subnet> taken = List.of(
                subnet("10.213.0.0/17"),
                subnet("10.213.192.0/18"),
                subnet("10.213.160.0/19"),
                subnet("10.213.144.0/20"),
                subnet("10.213.136.0/21"),
                subnet("10.213.132.0/22"),
                subnet("10.213.130.0/23"),
                subnet("10.213.129.0/24"));

        assertThat(AddressPlan.choose("lab", taken)).isEqualTo(subnet("10.213.128.0/24"));
    }

    @Test
    void says_so_when_a_route_covers_all_blocks() {
        assertThatThrownBy(() -> AddressPlan.choose("lab", List.of(subnet("10.0.0.0/8"))))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("no free addresses for the lab lab")
                .extracting(failure -> ((Failure) failure).advice())
                .isEqualTo("See what is in use with: docker network ls, ip route");
    }

    private static Subnet subnet(String text) {
        return Subnet.parse(text).orElseThrow();
    }
}

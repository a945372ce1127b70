package dev.swarmlab.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SwarmNetworkTest {

    @Test
    void is_read_from_an_answer_of_a_daemon() {
        assertThat(SwarmNetwork.of(SwarmTaskTest.parsed("""
                        {"Name": "secure", "Id": "8f6e8whq", "Driver": "overlay", "Attachable": true,
                         "IPAM": {"Config": [{"Subnet": "10.9.0.0/24", "Gateway": "10.9.0.1"}]},
                         "Options": {"com.docker.network.driver.overlay.vxlanid_list": "4097", "encrypted": ""},
                         "Labels": {"dev.swarmlab.lab": "shop"}}
                        """)))
                .isEqualTo(new SwarmNetwork(
                        "8f6e8whq", "secure", true, true, "10.9.0.0/24", Map.of("dev.swarmlab.lab", "shop")));
    }

    @Test
    void missing_fields_are_empty() {
        assertThat(SwarmNetwork.of(SwarmTaskTest.parsed(
                        "{'Name': 'n', 'Id': 'i', 'IPAM': {'Config': null}, 'Options': null, 'Labels': null}")))
                .isEqualTo(new SwarmNetwork("i", "n", false, false, "", Map.of()));
    }
}

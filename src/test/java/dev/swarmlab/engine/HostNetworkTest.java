package dev.swarmlab.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostNetworkTest {

    /** The kernel writes addresses in little-endian order and ports in big-endian order. */
    @Test
    void reads_routes_and_listening_ports_of_the_kernel(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("route"), """
                Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
                eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0
                eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0
                docker0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0
                tun0\t0100000A\t00000000\t0005\t0\t0\t0\tFFFFFFFF\t0\t0\t0
                """);
        Files.writeString(folder.resolve("tcp"), """
                  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt
                   0: 0100007F:1388 00000000:0000 0A 00000000:00000000 00:00000000 00000000
                   1: 0100007F:1389 0100007F:D431 01 00000000:00000000 00:00000000 00000000
                """);
        Files.writeString(folder.resolve("tcp6"), """
                  sl  local_address                         remote_address                        st
                   0: 00000000000000000000000000000000:0016 00000000000000000000000000000000:0000 0A 0 0
                """);

        HostNetwork network = HostNetwork.read(folder);

        assertThat(network.routes()).containsExactlyInAnyOrder("192.0.2.0/24", "172.17.0.0/16", "10.0.0.1/32");
        assertThat(network.listeningPorts()).containsExactly(22, 5000);
    }

    @Test
    void a_host_without_these_tables_has_no_routes_and_ports(@TempDir Path folder) {
        assertThat(HostNetwork.read(folder)).isEqualTo(HostNetwork.UNKNOWN);
    }

    @Test
    void incomplete_lines_are_skipped(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("tcp"), "heading\n\n 0: short\n");

        assertThat(HostNetwork.read(folder)).isEqualTo(HostNetwork.UNKNOWN);
    }
}

package dev.swarmlab.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.process.Privileges.Capability;
import org.junit.jupiter.api.Test;

class PrivilegesTest {

    @Test
    void reads_the_effective_user_and_capabilities() {
        Privileges privileges = Privileges.parse(
                "Name:\tjava\nUid:\t1000\t0\t0\t0\nCapPrm:\t0000000000000000\nCapEff:\t000001fffeffffff\n");
        assertThat(privileges.isRoot()).isTrue();
        assertThat(privileges.has(Capability.CAP_SYS_ADMIN)).isTrue();
        assertThat(privileges.has(Capability.CAP_NET_ADMIN)).isTrue();
    }

    @Test
    void root_in_an_unprivileged_container_lacks_capabilities() {
        Privileges privileges = Privileges.parse("Uid:\t0\t0\t0\t0\nCapEff:\t00000000a80425fb\n");
        assertThat(privileges.isRoot()).isTrue();
        assertThat(privileges.has(Capability.CAP_SYS_ADMIN)).isFalse();
        assertThat(privileges.has(Capability.CAP_NET_ADMIN)).isFalse();
    }
}

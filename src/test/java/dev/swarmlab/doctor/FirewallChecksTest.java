package dev.swarmlab.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FirewallChecksTest {

    /** As after a dockerd with legacy iptables that was killed. */
    @Test
    void a_policy_in_the_backend_that_dockerd_does_not_use_is_found() {
        KernelFacts facts =
                KernelFacts.parse("forward_nft=drop\ndockerd_nft=yes\nforward_legacy=drop\ndockerd_legacy=yes\n");

        assertThat(FirewallChecks.of(facts)).hasValueSatisfying(finding -> {
            assertThat(finding.result()).isEqualTo(Result.WARNING);
            assertThat(finding.found()).contains("FORWARD in iptables-legacy is DROP");
            assertThat(finding.fix()).contains("iptables-legacy -P FORWARD ACCEPT");
        });
        assertThat(FirewallChecks.of(KernelFacts.parse(
                        "forward_nft=drop\ndockerd_nft=no\nforward_legacy=accept\ndockerd_legacy=yes\n")))
                .hasValueSatisfying(finding -> assertThat(finding.found()).contains("iptables-nft is DROP"));
    }

    @Test
    void a_dockerd_whose_own_backend_drops_is_well() {
        assertThat(FirewallChecks.of(KernelFacts.parse("forward_nft=drop\ndockerd_nft=yes\n")))
                .isEmpty();
        assertThat(FirewallChecks.of(KernelFacts.parse(
                        "forward_nft=accept\ndockerd_nft=no\nforward_legacy=drop\ndockerd_legacy=yes\n")))
                .isEmpty();
        assertThat(FirewallChecks.of(KernelFacts.UNKNOWN)).isEmpty();
    }
}

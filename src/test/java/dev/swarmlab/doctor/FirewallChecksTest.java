package dev.swarmlab.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FirewallChecksTest {

    /** The state that a killed dockerd with legacy iptables leaves. */
    @Test
    void warns_about_a_drop_policy_in_the_backend_that_dockerd_does_not_use() {
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
    void accepts_a_drop_policy_in_the_backend_that_dockerd_uses() {
        assertThat(FirewallChecks.of(KernelFacts.parse("forward_nft=drop\ndockerd_nft=yes\n")))
                .isEmpty();
        assertThat(FirewallChecks.of(KernelFacts.parse(
                        "forward_nft=accept\ndockerd_nft=no\nforward_legacy=drop\ndockerd_legacy=yes\n")))
                .isEmpty();
        assertThat(FirewallChecks.of(KernelFacts.UNKNOWN)).isEmpty();
    }
}

package dev.swarmlab.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelChecksTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                overlay=yes              | overlay      | OK      | in the kernel
                overlay=loadable         | overlay      | OK      | loaded on demand
                overlay=no               | overlay      | WARNING | the kernel has no overlay filesystem
                overlay=maybe            | overlay      | UNKNOWN | the engine's kernel could not be read
                vxlan=yes                | vxlan        | OK      | in the kernel
                vxlan=no                 | vxlan        | FAILED  | the kernel has no vxlan
                ''                       | vxlan        | UNKNOWN | the engine's kernel could not be read
                br_netfilter=yes         | br_netfilter | OK      | in the kernel
                br_netfilter=no          | br_netfilter | WARNING | the kernel has no br_netfilter
                bridge_nf_call_iptables=0| br_netfilter | WARNING | net.bridge.bridge-nf-call-iptables is 0
                ip_vs=yes                | ip_vs        | OK      | in the kernel
                ip_vs=no                 | ip_vs        | WARNING | the kernel has no ip_vs
                ''                       | cgroups      | UNKNOWN | the engine's kernel could not be read
                cgroup_version=1         | cgroups      | WARNING | version 1 without cpu, memory, pids
                """)
    void rates_the_features_of_the_kernel(String output, String id, Result result, String found) {
        Finding finding = finding(output, id);

        assertThat(finding.result()).isEqualTo(result);
        assertThat(finding.found()).isEqualTo(found);
        assertThat(finding.dependsOnLab()).isFalse();
        assertThat(finding.meaning().isEmpty()).isEqualTo(result == Result.OK || result == Result.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "1, cpuset cpu cpuacct memory devices pids, OK, 'version 1 with cpu, memory, pids'",
        "2, cpuset cpu io memory hugetlb pids rdma, OK, 'version 2 with cpu, memory, pids'",
        "2, cpuset cpu io pids, WARNING, version 2 without memory",
        "2, memory pids, WARNING, version 2 without cpu"
    })
    void rates_the_controllers_of_both_cgroup_versions(
            String version, String controllers, Result result, String found) {
        Finding finding = finding("cgroup_version=" + version + "\ncgroup_controllers=" + controllers, "cgroups");

        assertThat(finding.result()).isEqualTo(result);
        assertThat(finding.found()).isEqualTo(found);
    }

    @Test
    void tells_how_to_avoid_ip_vs_and_how_to_load_it() {
        assertThat(finding("ip_vs=no", "ip_vs").fix())
                .contains("endpoint_mode: dnsrr", "mode: host", "tasks.NAME", "modprobe ip_vs");
    }

    @Test
    void tells_what_to_add_to_the_kernels_command_line_without_the_memory_controller() {
        assertThat(finding("cgroup_version=2\ncgroup_controllers=cpu pids", "cgroups")
                        .fix())
                .contains("cgroup_enable=memory");
    }

    private static Finding finding(String output, String id) {
        return KernelChecks.of(KernelFacts.parse(output)).stream()
                .filter(finding -> finding.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}

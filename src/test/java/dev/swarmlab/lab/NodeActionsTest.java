package dev.swarmlab.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.engine.ContainerFile;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.readiness.Deadline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeActionsTest {

    /** Its subject is {@code O=swarm, OU=swarm-manager, CN=node}. It is valid until 2126. */
    private static final String CERTIFICATE_OF_MANAGER = """
            -----BEGIN CERTIFICATE-----
            MIIBxTCCAWugAwIBAgIUMWc51da98+viyMo3mhdv0mU8snkwCgYIKoZIzj0EAwIw
            NzEOMAwGA1UECgwFc3dhcm0xFjAUBgNVBAsMDXN3YXJtLW1hbmFnZXIxDTALBgNV
            BAMMBG5vZGUwIBcNMjYxMTI2MTAwMDI1WhgPMjEyNjExMDIxMDAwMjVaMDcxDjAM
            BgNVBAoMBXN3YXJtMRYwFAYDVQQLDA1zd2FybS1tYW5hZ2VyMQ0wCwYDVQQDDARu
            b2RlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEGX5gsXQRyFBGrKbzo4js8GyI
            h+MyzecaeMIaaZzWNk/og/DJstFbYLLp30E89KtwSYXt1BalbkV8aAb04r74mKNT
            MFEwHQYDVR0OBBYEFJ5r9BLZ7qlEmOACG7v8ELhmQft7MB8GA1UdIwQYMBaAFJ5r
            9BLZ7qlEmOACG7v8ELhmQft7MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwID
            SAAwRQIgEs6vRCXJp2PCK5wyOj4HUCXICJ38usRYaTk/GE5SHGkCIQD8+G2amNAl
            TRXP/lDYH8wRqRyC8ckw+ZKXDPJYB69MCA==
            -----END CERTIFICATE-----
            """;

    private final FakeLab lab = new FakeLab("workers: 1").joined();

    private EngineContainer worker() {
        return lab.engine.container("swarmlab-lab-worker01");
    }

    private void certificate(String text) {
        lab.engine.copyInto(
                worker().id(),
                List.of(new ContainerFile(
                        "/var/lib/docker/swarm/certificates/swarm-node.crt",
                        0644,
                        text.getBytes(StandardCharsets.UTF_8))));
    }

    /** If its daemon starts again with the certificate of a manager, it joins the managers a second time. */
    @Test
    void a_demoted_node_is_awaited_until_it_has_the_certificate_of_a_worker() {
        NodeActions actions = new NodeActions(lab.open());
        actions.promote(worker(), Deadline.in(Duration.ofSeconds(5)));
        certificate(CERTIFICATE_OF_MANAGER);

        assertThatThrownBy(() -> actions.demote(worker(), Deadline.in(Duration.ofSeconds(1))))
                .hasMessageContaining("worker01 to get the certificate of a worker")
                .hasMessageContaining("it still has the certificate of a manager");
        assertThat(lab.swarm.managers()).doesNotContain("worker01");

        certificate("being written");
        actions.demote(worker(), Deadline.in(Duration.ofSeconds(5)));
    }
}

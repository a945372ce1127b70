package dev.swarmlab.engine.dockerjava;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThisHostTest {

    private static final ThisHost HOST = new ThisHost("laptop", "6.12.1-amd64", 16_000L * 1024);

    @Test
    void reads_the_facts_of_the_kernel(@TempDir Path proc) throws IOException {
        Files.createDirectories(proc.resolve("sys/kernel"));
        Files.writeString(proc.resolve("sys/kernel/hostname"), "laptop\n");
        Files.writeString(proc.resolve("sys/kernel/osrelease"), "6.12.1-amd64\n");
        Files.writeString(proc.resolve("meminfo"), "MemTotal:          16000 kB\nMemFree:          1 kB\n");

        assertThat(ThisHost.read(proc)).contains(HOST);
        assertThat(ThisHost.read(proc.resolve("nowhere"))).isEmpty();
    }

    @Test
    void an_engine_that_reports_this_host_runs_on_it() {
        assertThat(HOST.carries(info("laptop", "6.12.1-amd64", 16_000L * 1024, "Debian")))
                .isTrue();
    }

    /** As behind a socket that ssh forwards, or that is mounted into a container. */
    @Test
    void an_engine_that_reports_another_host_does_not() {
        assertThat(HOST.carries(info("server", "6.12.1-amd64", 16_000L * 1024, "Debian")))
                .isFalse();
        assertThat(HOST.carries(info("laptop", "6.1.0-9-amd64", 16_000L * 1024, "Debian")))
                .isFalse();
        assertThat(HOST.carries(info("laptop", "6.12.1-amd64", 32_000L * 1024, "Debian")))
                .isFalse();
    }

    @Test
    void docker_desktop_forwards_ports_to_wsl_2_and_to_no_other_linux() {
        JsonNode desktop = info("docker-desktop", "5.15.0-microsoft-standard-WSL2", 1, "Docker Desktop");

        assertThat(new ThisHost("laptop", "5.15.0-microsoft-standard-WSL2", 2).carries(desktop))
                .isTrue();
        assertThat(HOST.carries(desktop)).isFalse();
    }

    private static JsonNode info(String name, String kernel, long memory, String system) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("Name", name)
                .put("KernelVersion", kernel)
                .put("MemTotal", memory)
                .put("OperatingSystem", system);
    }
}

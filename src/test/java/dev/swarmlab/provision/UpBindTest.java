package dev.swarmlab.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.engine.ContainerFile;
import dev.swarmlab.engine.EngineContainer.EnginePort;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.NodeContainer;
import dev.swarmlab.labfile.BindAddress;
import dev.swarmlab.labfile.Overrides;
import dev.swarmlab.parallel.Parallel;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code up --bind}: managers that other computers can reach. */
class UpBindTest {

    private static final String ADDRESS = "192.0.2.10";

    private final UpRun run;

    UpBindTest(@TempDir Path folder) {
        this.run = new UpRun(folder);
    }

    private UpRun binding(String address) {
        return run.with(Overrides.NONE.boundTo(BindAddress.parse(address).orElseThrow()));
    }

    private UpRun withoutOption() {
        return run.with(Overrides.NONE);
    }

    private List<String> addresses(String node) {
        return run.engine.specification("swarmlab-lab-" + node).ports().stream()
                .filter(port -> port.containerPort() == NodeContainer.API_PORT)
                .map(EnginePort::hostAddress)
                .toList();
    }

    private Optional<String> recorded() {
        LabResources lab = LabResources.in(EngineSnapshot.of(run.engine, new Parallel(true)), "lab");
        return lab.origin()
                .flatMap(origin -> Optional.ofNullable(origin.overrides().bind()))
                .map(BindAddress::text);
    }

    private String id(String node) {
        return run.engine.container("swarmlab-lab-" + node).id();
    }

    private byte[] authority() {
        return run.engine.readFile(id("manager"), NodeContainer.AUTHORITY_FILE).orElseThrow();
    }

    @Test
    void publishes_the_daemons_of_the_managers_only() {
        binding(ADDRESS).up("managers: 3\nworkers: 1");

        assertThat(addresses("manager")).containsExactly("127.0.0.1", ADDRESS);
        assertThat(addresses("manager03")).containsExactly("127.0.0.1", ADDRESS);
        assertThat(addresses("worker01")).containsExactly("127.0.0.1");
        assertThat(recorded()).contains(ADDRESS);
    }

    @ParameterizedTest
    @ValueSource(strings = {ADDRESS, "2001:db8:0:0:0:0:0:10"})
    void the_certificate_of_a_manager_is_valid_for_the_address(String address) throws Exception {
        binding(address).up("workers: 0");

        ContainerFile file = run.engine.files("swarmlab-lab-manager").stream()
                .filter(each -> each.path().equals("/certs/server/cert.pem"))
                .findFirst()
                .orElseThrow();
        X509Certificate certificate = (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(file.content()));
        assertThat(certificate.getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .contains(address, "127.0.0.1", "manager");
    }

    @Test
    void a_later_up_without_the_option_changes_nothing() {
        binding(ADDRESS).up("workers: 1");
        List<String> before = List.of(id("manager"), id("worker01"));

        withoutOption().up("workers: 1");

        assertThat(List.of(id("manager"), id("worker01"))).isEqualTo(before);
        assertThat(recorded()).contains(ADDRESS);
        assertThat(run.said).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"198.51.100.7, 198.51.100.7", "127.0.0.1,", "0:0:0:0:0:0:0:1,"})
    void another_address_recreates_the_container_of_a_manager_with_its_data(
            String address, @org.jspecify.annotations.Nullable String published) {
        binding(ADDRESS).up("workers: 1");
        String manager = id("manager");
        String worker = id("worker01");
        String member = run.engine.swarm.id("manager");
        String port = run.engine.container("swarmlab-lab-manager").label(Labels.PORT);
        byte[] authority = authority();

        binding(address).up("workers: 1");

        assertThat(id("manager")).isNotEqualTo(manager);
        assertThat(id("worker01")).isEqualTo(worker);
        assertThat(addresses("manager"))
                .isEqualTo(published == null ? List.of("127.0.0.1") : List.of("127.0.0.1", published));
        assertThat(recorded()).isEqualTo(Optional.ofNullable(published));
        assertThat(run.engine.swarm.id("manager")).isEqualTo(member);
        assertThat(run.engine.swarm.list()).containsExactly("manager ready active {}", "worker01 ready active {}");
        assertThat(run.engine.container("swarmlab-lab-manager").label(Labels.PORT))
                .isEqualTo(port);
        assertThat(authority()).isEqualTo(authority);
        assertThat(run.said)
                .singleElement()
                .asString()
                .contains("manager gets a new container and keeps its data", "port of the daemon");
    }

    @Test
    void a_lab_with_one_node_keeps_its_certificate_authority() {
        withoutOption().up("workers: 0");
        byte[] authority = authority();

        binding(ADDRESS).up("workers: 0");

        assertThat(authority()).isEqualTo(authority);
    }

    @Test
    void a_failed_run_keeps_the_manager_and_the_certificate_authority() {
        withoutOption().up("workers: 0");
        byte[] authority = authority();
        run.engine.hooks.failing("start swarmlab-lab-worker01", () -> new EngineException(500, "no memory left"));

        binding(ADDRESS).failedUp("workers: 1");

        assertThat(authority()).isEqualTo(authority);
        assertThat(run.engine.things()).noneMatch(thing -> thing.contains("worker01"));
        assertThat(recorded()).isEmpty();
    }

    @Test
    void a_port_that_is_taken_on_the_address_is_replaced() {
        run.engine.hooks.failing("start swarmlab-lab-manager", 1, () -> {
            String port = run.engine.container("swarmlab-lab-manager").label(Labels.PORT);
            return new EngineException(500, "Bind for " + ADDRESS + ":" + port + " failed: port is already allocated");
        });

        binding(ADDRESS).up("workers: 0");

        assertThat(addresses("manager")).containsExactly("127.0.0.1", ADDRESS);
    }

    @Test
    void all_addresses_of_an_engine_on_another_host_are_refused() {
        Failure failure = binding("0.0.0.0").failedUp("workers: 0");

        assertThat(failure.kind()).isEqualTo(FailureKind.WRONG_INPUT);
        assertThat(failure).hasMessageStartingWith("can't bind the lab to 0.0.0.0");
        assertThat(run.engine.things()).isEmpty();
    }

    @Test
    void a_preview_shows_the_address_and_that_the_manager_is_replaced() {
        withoutOption().up("workers: 1");

        PlanReport preview = binding(ADDRESS).preview("workers: 1");

        assertThat(preview.table())
                .containsPattern("manager +manager +recreate .*" + ADDRESS + ":[0-9]+->2376")
                .containsPattern("worker01 +worker +keep ");
    }
}

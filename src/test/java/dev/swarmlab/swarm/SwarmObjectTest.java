package dev.swarmlab.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

class SwarmObjectTest {

    private static final String SERVICE = """
            {ID: s1, Spec: {Name: web_api, Labels: {com.docker.stack.namespace: web},
              Mode: {Replicated: {Replicas: 2}},
              TaskTemplate: {ForceUpdate: 0, Networks: [{Target: n1, Aliases: [api, backend]}],
                ContainerSpec: {Image: app, Env: [A=1, B=2],
                  Configs: [{ConfigID: c1, ConfigName: web_settings}],
                  Secrets: [{SecretID: x1, SecretName: web_password}]}}},
             Endpoint: {VirtualIPs: [{NetworkID: mesh}]}}""";

    /** JSON without most of its quotes. */
    private static JsonNode json(String text) {
        Object value = new Yaml().load(text);
        return new ObjectMapper().valueToTree(value);
    }

    private static SwarmObject service(String text) {
        return SwarmObject.service(json(text), Map.of("n1", "web_default", "n2", "web_default", "n3", "other"));
    }

    @Test
    void a_service_has_a_stack_and_uses_networks_configs_and_secrets() {
        SwarmObject service = service(SERVICE);

        assertThat(service.key()).isEqualTo("service/web_api");
        assertThat(service.stack()).isEqualTo("web");
        assertThat(service.uses()).containsExactlyInAnyOrder("n1", "c1", "x1", "mesh");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ID: s1 | ID: s2
            ConfigID: c1 | ConfigID: c2
            SecretID: x1 | SecretID: x2
            Target: n1 | Target: n2
            A=1, B=2 | B=2, A=1
            api, backend | backend, api
            """)
    void what_a_recreated_service_has_anew_is_no_change(String part, String other) {
        assertThat(service(SERVICE.replace(part, other)).digest())
                .isEqualTo(service(SERVICE).digest());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Replicas: 2 | Replicas: 3
            ForceUpdate: 0 | ForceUpdate: 1
            Image: app | Image: other
            A=1, B=2 | A=1
            Target: n1 | Target: n3
            web_settings | web_others
            """)
    void another_specification_is_a_change(String part, String other) {
        assertThat(service(SERVICE.replace(part, other)).digest())
                .isNotEqualTo(service(SERVICE).digest());
    }

    @Test
    void two_secrets_are_never_equal_since_nobody_can_read_them() {
        SwarmObject one = SwarmObject.secret(json("{ID: x1, Spec: {Name: password}}"));
        SwarmObject other = SwarmObject.secret(json("{ID: x2, Spec: {Name: password}}"));

        assertThat(one.digest()).isNotEqualTo(other.digest());
    }

    @Test
    void two_configs_with_the_same_content_are_equal() {
        SwarmObject one = SwarmObject.config(json("{ID: c1, Spec: {Name: a, Data: YQ}}"));

        assertThat(one.digest())
                .isEqualTo(SwarmObject.config(json("{ID: c2, Spec: {Name: a, Data: YQ}}"))
                        .digest())
                .isNotEqualTo(SwarmObject.config(json("{ID: c2, Spec: {Name: a, Data: Yg}}"))
                        .digest());
    }

    @Test
    void the_subnet_of_a_network_is_chosen_by_the_swarm() {
        String network = "{Id: n1, Name: net, Driver: overlay, Attachable: true, IPAM: {Config: [{Subnet: one}]}}";

        assertThat(SwarmObject.network(json(network)).digest())
                .isEqualTo(
                        SwarmObject.network(json(network.replace("one", "two"))).digest())
                .isNotEqualTo(SwarmObject.network(json(network.replace("true", "false")))
                        .digest());
    }
}

package dev.swarmlab.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

/**
 * The settings of a swarm that {@code docker swarm update} changes, and those that only {@code docker swarm init} can
 * set. {@code up} creates swarms with Docker's defaults.
 *
 * @param changed the settings that do not have their defaults, as in {@code task history limit is 1, not 5}
 * @param hasOtherAddresses whether its networks get their addresses from another pool than Docker's default
 */
public record SwarmSettings(List<String> changed, boolean hasOtherAddresses) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private record Setting(String name, String group, String field, JsonNode standard) {

        boolean isChanged(JsonNode specification) {
            JsonNode value = specification.path(group).path(field);
            return !(value.isMissingNode() || value.isNull() || value.asText().equals(standard.asText()));
        }

        String described(JsonNode specification) {
            return name + " is " + specification.path(group).path(field).asText() + ", not " + standard.asText();
        }
    }

    private static final List<Setting> SETTINGS = List.of(
            new Setting("autolock", "EncryptionConfig", "AutoLockManagers", JSON.booleanNode(false)),
            new Setting("task history limit", "Orchestration", "TaskHistoryRetentionLimit", JSON.numberNode(5)),
            new Setting("snapshot interval", "Raft", "SnapshotInterval", JSON.numberNode(10_000)),
            new Setting("number of old snapshots", "Raft", "KeepOldSnapshots", JSON.numberNode(0)),
            new Setting("dispatcher heartbeat", "Dispatcher", "HeartbeatPeriod", JSON.numberNode(5_000_000_000L)),
            new Setting("certificate expiry", "CAConfig", "NodeCertExpiry", JSON.numberNode(7_776_000_000_000_000L)));

    private static final String EXTERNAL = "ExternalCAs";
    private static final String CERTIFICATES = "CAConfig";
    private static final String POOL = "10.0.0.0/8";
    private static final int SUBNET_SIZE = 24;

    /** @param swarm the answer to {@code GET /swarm} */
    static SwarmSettings of(JsonNode swarm) {
        JsonNode specification = swarm.path("Spec");
        Stream<String> external =
                specification.path(CERTIFICATES).path(EXTERNAL).isEmpty()
                        ? Stream.empty()
                        : Stream.of("an external certificate authority is set");
        List<String> changed = Stream.concat(
                        SETTINGS.stream()
                                .filter(setting -> setting.isChanged(specification))
                                .map(setting -> setting.described(specification)),
                        external)
                .toList();
        JsonNode pools = swarm.path("DefaultAddrPool");
        boolean ownPool = pools.isEmpty()
                || (pools.size() == 1
                        && pools.path(0).asText().equals(POOL)
                        && swarm.path("SubnetSize").asInt(SUBNET_SIZE) == SUBNET_SIZE);
        return new SwarmSettings(changed, !ownPool);
    }

    /** The specification of the same swarm with the defaults. */
    static ObjectNode withDefaults(JsonNode swarm) {
        ObjectNode specification = swarm.path("Spec").deepCopy();
        for (Setting setting : SETTINGS) {
            if (setting.isChanged(specification)) {
                specification.withObject("/" + setting.group()).set(setting.field(), setting.standard());
            }
        }
        if (specification.path(CERTIFICATES) instanceof ObjectNode certificates) {
            certificates.remove(EXTERNAL);
        }
        return specification;
    }
}

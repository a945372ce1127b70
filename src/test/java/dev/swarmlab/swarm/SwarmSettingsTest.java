package dev.swarmlab.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwarmSettingsTest {

    /** As Docker 26 reports a swarm that was created without options. */
    private static final String STANDARD = """
            {"Spec": {"Name": "default", "Labels": {"a": "b"},
              "Orchestration": {"TaskHistoryRetentionLimit": 5},
              "Raft": {"SnapshotInterval": 10000, "KeepOldSnapshots": 0, "LogEntriesForSlowFollowers": 500},
              "Dispatcher": {"HeartbeatPeriod": 5000000000},
              "CAConfig": {"NodeCertExpiry": 7776000000000000},
              "TaskDefaults": {}, "EncryptionConfig": {"AutoLockManagers": false}},
             "DefaultAddrPool": ["10.0.0.0/8"], "SubnetSize": 24}""";

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }

    @Test
    void a_new_swarm_has_the_defaults() throws Exception {
        SwarmSettings settings = SwarmSettings.of(json(STANDARD));

        assertThat(settings.changed()).isEmpty();
        assertThat(settings.hasOtherAddresses()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "TaskHistoryRetentionLimit": 5 | "TaskHistoryRetentionLimit": 1 | task history limit is 1, not 5
            "AutoLockManagers": false | "AutoLockManagers": true | autolock is true, not false
            "SnapshotInterval": 10000 | "SnapshotInterval": 50 | snapshot interval is 50, not 10000
            "KeepOldSnapshots": 0 | "KeepOldSnapshots": 2 | number of old snapshots is 2, not 0
            "HeartbeatPeriod": 5000000000 | "HeartbeatPeriod": 1 | dispatcher heartbeat is 1, not 5000000000
            "NodeCertExpiry": 7776000000000000 | "NodeCertExpiry": 1 | certificate expiry is 1, not 7776000000000000
            "CAConfig": { | "CAConfig": {"ExternalCAs": [{"URL": "x"}], | an external certificate authority is set
            """)
    void a_changed_setting_gets_its_default_and_nothing_else_changes(String part, String other, String message)
            throws Exception {
        JsonNode changed = json(STANDARD.replace(part, other));

        assertThat(SwarmSettings.of(changed).changed()).containsExactly(message);
        assertThat(SwarmSettings.withDefaults(changed).toString())
                .isEqualTo(json(STANDARD).path("Spec").toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10.0.0.0/8 | 10.20.0.0/16
            "SubnetSize": 24 | "SubnetSize": 26
            "10.0.0.0/8" | "10.0.0.0/8", "10.1.0.0/16"
            """)
    void another_pool_of_addresses_is_found(String part, String other) throws Exception {
        assertThat(SwarmSettings.of(json(STANDARD.replace(part, other))).hasOtherAddresses())
                .isTrue();
    }
}

package dev.swarmlab.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swarmlab.engine.local.PrivateEngineStatus;
import dev.swarmlab.engine.local.PrivateEngineStatus.NotAnswering;
import dev.swarmlab.engine.local.PrivateEngineStatus.Running;
import dev.swarmlab.engine.local.PrivateEngineStatus.Stopped;
import java.time.temporal.ChronoUnit;

/** The status of the private engine as a table and as JSON. */
final class EngineStatusText {

    private EngineStatusText() {}

    static String table(PrivateEngineStatus status, String address) {
        String row;
        if (status instanceof Running running) {
            row = row(
                    "running",
                    running.version(),
                    running.pid(),
                    running.since().truncatedTo(ChronoUnit.SECONDS),
                    address);
        } else if (status instanceof NotAnswering silent) {
            row = row("not answering", "-", silent.pid(), "-", address) + "\n" + silent.reason();
        } else {
            row = row("stopped", "-", "-", "-", address);
        }
        return row("STATE", "VERSION", "PID", "SINCE", "ADDRESS") + "\n" + row;
    }

    static String json(PrivateEngineStatus status, String address) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (status instanceof Running running) {
            json.put("state", "running");
            json.put("version", running.version());
            json.put("pid", running.pid());
            json.put("since", running.since().truncatedTo(ChronoUnit.SECONDS).toString());
        } else if (status instanceof NotAnswering silent) {
            json.put("state", "not answering");
            json.put("pid", silent.pid());
            json.put("reason", silent.reason());
        } else if (status instanceof Stopped) {
            json.put("state", "stopped");
        }
        return json.put("address", address).toPrettyString();
    }

    private static String row(Object... cells) {
        return String.format("%-14s %-16s %-8s %-22s %s", cells);
    }
}

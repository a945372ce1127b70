package dev.swarmlab.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swarmlab.engine.local.PrivateEngineStatus;
import dev.swarmlab.engine.local.PrivateEngineStatus.NotAnswering;
import dev.swarmlab.engine.local.PrivateEngineStatus.Running;
import dev.swarmlab.report.Table;
import java.time.temporal.ChronoUnit;

/** The status of the private engine as a table and as JSON. */
final class EngineStatusText {

    private EngineStatusText() {}

    /** A table, and below it why the engine does not answer. */
    static String table(PrivateEngineStatus status, String address) {
        Table table = new Table("STATE", "VERSION", "PID", "SINCE", "ADDRESS");
        if (status instanceof Running running) {
            table.row("running", running.version(), String.valueOf(running.pid()), since(running), address);
        } else if (status instanceof NotAnswering silent) {
            table.row("not answering", "-", String.valueOf(silent.pid()), "-", address);
            return table.text() + silent.reason() + "\n";
        } else {
            table.row("stopped", "-", "-", "-", address);
        }
        return table.text();
    }

    static ObjectNode data(PrivateEngineStatus status, String address) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        if (status instanceof Running running) {
            data.put("state", "running");
            data.put("version", running.version());
            data.put("pid", running.pid());
            data.put("since", since(running));
        } else if (status instanceof NotAnswering silent) {
            data.put("state", "not answering");
            data.put("pid", silent.pid());
            data.put("reason", silent.reason());
        } else {
            data.put("state", "stopped");
        }
        return data.put("address", address);
    }

    private static String since(Running running) {
        return running.since().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}

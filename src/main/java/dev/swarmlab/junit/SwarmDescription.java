package dev.swarmlab.junit;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.report.Table;
import dev.swarmlab.swarm.SwarmNode;
import dev.swarmlab.swarm.SwarmService;
import dev.swarmlab.swarm.SwarmTask;
import dev.swarmlab.swarm.SwarmView;

/** The state of a swarm for the message of an assertion. */
final class SwarmDescription {

    private SwarmDescription() {}

    /** The containers, the nodes and the tasks. Says why the swarm does not answer, if it does not. */
    static String of(LabClient lab) {
        try {
            Table containers = new Table("CONTAINER", "STATE");
            lab.nodes()
                    .forEach(node ->
                            containers.row(LabClient.nameOf(node), node.state().text()));
            return "The lab " + lab.name() + ":\n" + containers.text() + "\n" + swarm(lab);
        } catch (Failure | EngineException silent) {
            return "The engine does not answer: " + silent.getMessage();
        }
    }

    private static String swarm(LabClient lab) {
        try {
            return of(lab.view());
        } catch (Failure silent) {
            return "The swarm does not answer: " + silent.getMessage();
        }
    }

    static String of(SwarmView view) {
        Table nodes = new Table("NODE", "ROLE", "STATE", "AVAILABILITY", "LABELS");
        for (SwarmNode node : view.nodes()) {
            nodes.row(
                    node.hostname(),
                    node.leader() ? "leader" : node.role().text(),
                    node.state().text(),
                    node.availability().text(),
                    node.labels().toString());
        }
        Table tasks = new Table("TASK", "NODE", "STATE", "DESIRED", "ERROR");
        for (SwarmService service : view.services()) {
            for (SwarmTask task : view.newest(service)) {
                tasks.row(
                        view.name(service, task),
                        view.nodeOf(task),
                        task.state().text(),
                        task.desired().text(),
                        task.error());
            }
        }
        return nodes.text() + "\n" + tasks.text();
    }
}

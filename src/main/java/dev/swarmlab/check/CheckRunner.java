package dev.swarmlab.check;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.labfile.Check;
import dev.swarmlab.labfile.Check.CommandCheck;
import dev.swarmlab.labfile.Check.HttpCheck;
import dev.swarmlab.labfile.Check.LoadCheck;
import dev.swarmlab.labfile.Check.NetworkCheck;
import dev.swarmlab.labfile.Check.NodeCheck;
import dev.swarmlab.labfile.Check.ServiceCheck;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.List;

/** Looks once whether a check holds. */
final class CheckRunner {

    /** A last look may begin when the time is just over. It has a little more, since a look that is cut short tells nothing. */
    private static final Duration SHORTEST_LOOK = Duration.ofSeconds(10);

    private final CommandCheckRunner commands;
    private final HttpCheckRunner http;
    private final LoadCheckRunner load;
    private final NetworkCheckRunner networks;
    private final NodeCheckRunner nodes;
    private final ServiceCheckRunner services;

    /** @param images the lab's images by their names on the nodes */
    CheckRunner(LabClient lab, List<String> images, Parallel parallel) {
        Requests requests = new Requests();
        this.commands = new CommandCheckRunner(lab);
        this.http = new HttpCheckRunner(lab, requests);
        this.load = new LoadCheckRunner(lab, requests);
        this.networks = new NetworkCheckRunner(lab, images, parallel);
        this.nodes = new NodeCheckRunner(lab);
        this.services = new ServiceCheckRunner(lab);
    }

    /** Ready when it holds, else why it doesn't. A lab that can't be asked is a reason too: it may be asked again. */
    Answer ask(Check check, Deadline deadline) {
        boolean isShort = deadline.left().compareTo(SHORTEST_LOOK) < 0;
        try {
            return look(check, isShort ? Deadline.in(SHORTEST_LOOK) : deadline);
        } catch (Failure failure) {
            if (failure.kind() == FailureKind.INTERRUPTED) {
                throw failure;
            }
            return Answer.notYet(failure.getMessage());
        } catch (EngineException exception) {
            if (Thread.currentThread().isInterrupted()) {
                throw Failure.of(FailureKind.INTERRUPTED, "interrupted during " + check.name())
                        .causedBy(exception);
            }
            return Answer.notYet(exception.text());
        }
    }

    private Answer look(Check check, Deadline deadline) {
        if (check instanceof HttpCheck wanted) {
            return http.look(wanted, deadline);
        }
        if (check instanceof ServiceCheck wanted) {
            return services.look(wanted);
        }
        if (check instanceof NodeCheck wanted) {
            return nodes.look(wanted);
        }
        if (check instanceof CommandCheck wanted) {
            return commands.look(wanted, deadline);
        }
        if (check instanceof NetworkCheck wanted) {
            return networks.look(wanted, deadline);
        }
        return load.look((LoadCheck) check, deadline);
    }
}

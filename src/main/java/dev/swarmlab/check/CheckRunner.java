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

/** Runs a check once. */
final class CheckRunner {

    /** The last attempt may start when no time is left. With this minimum it can still find the reason of a failure. */
    private static final Duration SHORTEST_ATTEMPT = Duration.ofSeconds(10);

    private final CommandCheckRunner commands;
    private final HttpCheckRunner http;
    private final LoadCheckRunner load;
    private final NetworkCheckRunner networks;
    private final NodeCheckRunner nodes;
    private final ServiceCheckRunner services;

    /** @param images the lab's images by their names on the nodes, as in {@code registry:5000/swarmlab/echo:latest} */
    CheckRunner(LabClient lab, List<String> images, Parallel parallel) {
        Requests requests = new Requests(new PublishedPorts(lab));
        this.commands = new CommandCheckRunner(lab);
        this.http = new HttpCheckRunner(lab, requests);
        this.load = new LoadCheckRunner(lab, requests);
        this.networks = new NetworkCheckRunner(lab, images, parallel);
        this.nodes = new NodeCheckRunner(lab);
        this.services = new ServiceCheckRunner(lab);
    }

    /**
     * Ready if the check passes, otherwise why not. A failure of the lab or its engine is a reason too, since the next
     * attempt may succeed.
     *
     * @throws Failure of kind {@link FailureKind#INTERRUPTED}
     */
    Answer run(Check check, Deadline deadline) {
        boolean isShort = deadline.left().compareTo(SHORTEST_ATTEMPT) < 0;
        try {
            return check.accept(new Attempt(isShort ? Deadline.in(SHORTEST_ATTEMPT) : deadline));
        } catch (Failure failure) {
            if (failure.kind() == FailureKind.INTERRUPTED) {
                throw failure;
            }
            mustNotBeInterrupted(check, failure);
            return Answer.notYet(failure.getMessage());
        } catch (EngineException exception) {
            mustNotBeInterrupted(check, exception);
            return Answer.notYet(exception.text());
        }
    }

    /** Requests report an interruption as an error of the engine or of all managers. */
    private static void mustNotBeInterrupted(Check check, RuntimeException exception) {
        if (Thread.currentThread().isInterrupted()) {
            throw Failure.of(FailureKind.INTERRUPTED, "interrupted during " + check.name())
                    .causedBy(exception);
        }
    }

    /** Passes a check to the runner of its kind. */
    private final class Attempt implements Check.Visitor<Answer> {

        private final Deadline deadline;

        Attempt(Deadline deadline) {
            this.deadline = deadline;
        }

        @Override
        public Answer http(HttpCheck check) {
            return http.run(check, deadline);
        }

        @Override
        public Answer service(ServiceCheck check) {
            return services.run(check);
        }

        @Override
        public Answer node(NodeCheck check) {
            return nodes.run(check);
        }

        @Override
        public Answer command(CommandCheck check) {
            return commands.run(check, deadline);
        }

        @Override
        public Answer network(NetworkCheck check) {
            return networks.run(check, deadline);
        }

        @Override
        public Answer load(LoadCheck check) {
            return load.run(check, deadline);
        }
    }
}

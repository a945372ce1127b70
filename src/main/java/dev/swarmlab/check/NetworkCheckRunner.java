package dev.swarmlab.check;

import dev.swarmlab.engine.Engine.ExecResult;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.labfile.Check.NetworkCheck;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.plan.RegistryPlan;
import dev.swarmlab.plan.RepositoryPath;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Deadline;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/** Asks for a name in a container on a network, on every node that runs. */
final class NetworkCheckRunner {

    /** {@code Address: 10.0.1.2} and, of an older busybox, {@code Address 1: 10.0.1.2 name.of.it}. */
    private static final Pattern ADDRESS =
            Pattern.compile("^Address(?: \\d+)?:\\s*(\\d+\\.\\d+\\.\\d+\\.\\d+)\\b", Pattern.MULTILINE);

    private final LabClient lab;
    private final List<String> images;
    private final Parallel parallel;

    NetworkCheckRunner(LabClient lab, List<String> images, Parallel parallel) {
        this.lab = lab;
        this.images = images;
        this.parallel = parallel;
    }

    Answer run(NetworkCheck check, Deadline deadline) {
        String image = image(check);
        if (image.isEmpty()) {
            return Answer.notYet("the lab has no image to run nslookup in; add one that contains nslookup to `images`");
        }
        List<Callable<String>> questions = lab.nodes().stream()
                .filter(EngineContainer::isRunning)
                .map(node -> (Callable<String>) () -> problem(node, image, check, deadline))
                .toList();
        if (questions.isEmpty()) {
            return Answer.notYet("no node of the lab is running");
        }
        List<String> problems = parallel.answers(questions).stream()
                .filter(problem -> !problem.isEmpty())
                .toList();
        return Answer.readyIf(problems.isEmpty(), String.join("; ", problems));
    }

    /** On the nodes the lab's images go by the registry's name. */
    private String image(NetworkCheck check) {
        if (check.image() == null) {
            return images.isEmpty() ? "" : images.get(0);
        }
        String onNodes = RegistryPlan.NODE_ADDRESS + "/" + RepositoryPath.of(check.image());
        return images.contains(onNodes) ? onNodes : check.image();
    }

    private String problem(EngineContainer node, String image, NetworkCheck check, Deadline deadline) {
        ExecResult result = lab.engine()
                .execute(
                        node.id(),
                        List.of(
                                "docker",
                                "run",
                                "--rm",
                                "--network",
                                check.network(),
                                "--entrypoint",
                                "nslookup",
                                image,
                                check.resolves()),
                        deadline);
        long addresses = addresses(result.output());
        if (addresses >= check.addresses()) {
            return "";
        }
        return check.resolves() + " has "
                + (addresses == 0 ? "no address" : Quantity.of(addresses, "address", "addresses")) + " on "
                + LabClient.nameOf(node) + ", expected at least " + check.addresses()
                + (addresses == 0 ? CommandCheckRunner.output(result) : "");
    }

    /** What stands after the first name is the answer; what stands before it is the server that was asked. */
    private static long addresses(String output) {
        int answer = output.indexOf("Name:");
        return answer < 0
                ? 0
                : ADDRESS.matcher(output.substring(answer))
                        .results()
                        .map(line -> line.group(1))
                        .distinct()
                        .count();
    }
}

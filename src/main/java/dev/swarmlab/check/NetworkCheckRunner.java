package dev.swarmlab.check;

import dev.swarmlab.engine.Engine.ExecResult;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.labfile.Check.NetworkCheck;
import dev.swarmlab.labfile.RepositoryPath;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.plan.RegistryPlan;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Deadline;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/** Resolves a name with nslookup in a container on a network, on every running node. */
final class NetworkCheckRunner {

    /** {@code Address: 10.0.1.2}, or with an older busybox {@code Address 1: 10.0.1.2 HOST}. */
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
        List<Callable<String>> lookups = lab.nodes().stream()
                .filter(EngineContainer::isRunning)
                .map(node -> (Callable<String>) () -> problem(node, image, check, deadline))
                .toList();
        if (lookups.isEmpty()) {
            return Answer.notYet("no node of the lab is running");
        }
        List<String> problems = parallel.answers(lookups).stream()
                .filter(problem -> !problem.isEmpty())
                .toList();
        return Answer.readyIf(problems.isEmpty(), String.join("; ", problems));
    }

    /** The image by its name on the nodes: the lab's images are pulled from its registry. Empty without images. */
    private String image(NetworkCheck check) {
        if (check.image() == null) {
            return images.isEmpty() ? "" : images.get(0);
        }
        String onNodes = RegistryPlan.NODE_ADDRESS + "/" + RepositoryPath.of(check.image());
        return images.contains(onNodes) ? onNodes : check.image();
    }

    /** Empty if the name has enough addresses on the node. */
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

    /** The number of addresses after the first {@code Name:}. The address before it is that of the DNS server. */
    private static long addresses(String output) {
        int name = output.indexOf("Name:");
        return name < 0
                ? 0
                : ADDRESS.matcher(output.substring(name))
                        .results()
                        .map(line -> line.group(1))
                        .distinct()
                        .count();
    }
}

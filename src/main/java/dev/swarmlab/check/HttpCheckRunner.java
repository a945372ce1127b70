package dev.swarmlab.check;

import dev.swarmlab.engine.Engine.ExecResult;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.labfile.Check.HttpCheck;
import dev.swarmlab.labfile.NodeSelector;
import dev.swarmlab.process.ShellWord;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.readiness.Patience;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Sends GET requests to a URL, from this host or from a node, and checks the responses. */
final class HttpCheckRunner {

    private static final int LONGEST_ANSWER = 200;

    /** Ends each response that a node prints. Texts do not contain this character. */
    private static final String SEPARATOR = "\u0001";

    private static final long TIMEOUT_SECONDS =
            Math.max(1, Patience.scaled(Duration.ofSeconds(5)).toSeconds());

    /** Sends the requests on a node. {@code $1} is their number, {@code $2} the URL. */
    private static final String SEND_FROM_NODE = "while [ \"$1\" -gt 0 ]; do wget -q -T " + TIMEOUT_SECONDS
            + " -O - \"$2\" || exit 1; printf '\\001'; set -- $(($1-1)) \"$2\"; done";

    private final LabClient lab;
    private final Requests requests;

    HttpCheckRunner(LabClient lab, Requests requests) {
        this.lab = lab;
        this.requests = requests;
    }

    Answer run(HttpCheck check, Deadline deadline) {
        List<String> answers = new ArrayList<>();
        try {
            NodeSelector from = check.from();
            if (from == null) {
                sendFromHere(check, answers, deadline);
            } else {
                sendFromNode(check, lab.find(from), answers, deadline);
            }
        } catch (IOException | ExecutionException exception) {
            String place =
                    check.requests() == 1 ? "" : " (request " + (answers.size() + 1) + " of " + check.requests() + ")";
            return Answer.notYet(check.url() + ": " + Requests.reason(exception) + place);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw Failure.of(FailureKind.INTERRUPTED, "interrupted during a request to " + check.url());
        }
        for (String answer : answers) {
            if (check.contains() != null && !answer.contains(check.contains())) {
                return Answer.notYet(
                        check.url() + " answered " + shown(answer) + ", expected \"" + check.contains() + "\" in it");
            }
        }
        int distinct = new HashSet<>(answers).size();
        return Answer.readyIf(
                distinct >= check.distinct(),
                check.url() + " gave " + Quantity.of(distinct, "different answer") + " to " + check.requests()
                        + " requests, expected at least " + check.distinct());
    }

    private void sendFromHere(HttpCheck check, List<String> answers, Deadline deadline)
            throws IOException, ExecutionException, InterruptedException {
        boolean expectsRedirect = check.status() != null && HttpResponse.isRedirect(check.status());
        for (int request = 0; request < check.requests(); request++) {
            HttpResponse response = (expectsRedirect
                            ? requests.send(check.url(), deadline)
                            : requests.sendAndFollow(check.url(), deadline))
                    .get();
            boolean isExpected = check.status() == null ? !response.isError() : response.status() == check.status();
            if (!isExpected) {
                throw new IOException("status " + response.status() + ", expected "
                        + (check.status() == null ? "a status below 400" : check.status())
                        + (response.body().isBlank() ? "" : "; answer: " + shown(response.body())));
            }
            answers.add(response.body());
        }
    }

    private void sendFromNode(HttpCheck check, EngineContainer node, List<String> answers, Deadline deadline)
            throws IOException {
        String arguments =
                "set -- " + check.requests() + " " + ShellWord.of(check.url().toString()) + "; ";
        ExecResult result = lab.execute(node, arguments + SEND_FROM_NODE, deadline);
        List<String> parts = new ArrayList<>(Arrays.asList(result.output().split(SEPARATOR, -1)));
        String rest = parts.remove(parts.size() - 1);
        answers.addAll(parts);
        if (result.exitCode() != 0) {
            throw new IOException("from " + LabClient.nameOf(node) + ": " + rest.strip());
        }
    }

    private static String shown(String answer) {
        String oneLine = answer.strip().replaceAll("\\s+", " ");
        return "\"" + (oneLine.length() > LONGEST_ANSWER ? oneLine.substring(0, LONGEST_ANSWER) + "…" : oneLine) + "\"";
    }
}

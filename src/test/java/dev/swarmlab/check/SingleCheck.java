package dev.swarmlab.check;

import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.fake.SampleLabFile;
import dev.swarmlab.labfile.Check;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.List;

/** Runs one check on a lab. The check is written as in a lab file. */
final class SingleCheck {

    static final String PASSES = "";
    static final String IMAGE_ON_NODES = "registry:5000/alpine:3";

    private SingleCheck() {}

    /** @return why the check fails, {@link #PASSES} if it passes */
    static String run(FakeLab lab, String check) {
        return run(lab, check, Duration.ofSeconds(20));
    }

    static String run(FakeLab lab, String check, Duration time) {
        CheckRunner runner = new CheckRunner(lab.open(), List.of(IMAGE_ON_NODES), new Parallel(true));
        Answer answer = runner.run(check(check), Deadline.in(time));
        return answer instanceof Answer.NotYet notYet ? notYet.reason() : PASSES;
    }

    /** @param check as in {@code service: echo, running: 6} */
    static Check check(String check) {
        return SampleLabFile.lab(
                        "managers: 3\nworkers: 3\nimages: ['alpine:3']\nchecks:\n  - {name: a check, " + check + "}")
                .checks()
                .get(0);
    }
}

package dev.swarmlab.cli;

import dev.swarmlab.engine.Labels;
import dev.swarmlab.fake.FakeEngine;
import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.fake.FakeService;
import dev.swarmlab.lab.Origin;
import dev.swarmlab.process.Caller;
import java.util.HashMap;
import java.util.Map;

/** The lab {@code lab} on a fake engine: three nodes, the stack {@code web}, a check and a scenario. */
final class SampleLab {

    static final String FILE = """
            name: lab
            node: {image: 'my/node:1'}
            registry: {image: 'my/registry:1'}
            workers: 2
            checks: [{name: a check, run: check}]
            scenarios: [{name: a scenario, actions: [{run: act}]}]
            """;

    final FakeEngine engine;

    SampleLab() {
        FakeLab lab = new FakeLab("workers: 2").joined();
        engine = lab.engine;
        engine.swarm.running(FakeService.replicated("web_api", 1).stack("web"), "worker01");
        createdFrom("standard input");
    }

    /** The lab as if this process had created it from a file. */
    SampleLab createdFrom(String file) {
        Map<String, String> labels =
                new HashMap<>(new Origin(file, FILE, Caller.ofThisProcess().name()).labels());
        labels.putAll(Map.of(Labels.LAB, "lab", Labels.REVISION, "1"));
        engine.withVolume("swarmlab-lab-file-1", labels);
        return this;
    }

    /** Adds another lab without nodes. */
    SampleLab beside(String other) {
        engine.withNetwork("swarmlab-" + other, "10.1.0.0/24", Map.of(Labels.LAB, other));
        return this;
    }

    CapturedConsole console() {
        return CapturedConsole.with(engine);
    }

    CapturedConsole console(Map<String, String> environment) {
        return CapturedConsole.with(engine, environment);
    }
}

package dev.swarmlab.doctor;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineInfo;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.image.ImageSupply;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.labfile.NodeSettings;
import dev.swarmlab.recipe.RecipeBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds out whether a lab can work here, and if not, why. It starts no engine, gets no image and leaves nothing behind. */
public final class Doctor {

    private final Requirements requirements;
    private final RecipeBuilder recipes;

    /** @param labFile of the lab asked for, if one was named */
    public Doctor(Optional<LabFile> labFile, RecipeBuilder recipes) {
        this.requirements = labFile.map(Requirements::of).orElse(Requirements.OF_A_SMALL_LAB);
        this.recipes = recipes;
    }

    /**
     * Checks an engine that runs.
     *
     * @param source what named the engine, as in {@code DOCKER_HOST}
     */
    public DoctorReport withEngine(Engine engine, String source) {
        try {
            EngineInfo info = engine.info();
            List<EngineContainer> containers = engine.containers();
            KernelFacts host = ofHostBelow(engine, info);
            PrivilegedProbe probe = PrivilegedProbe.of(engine, nodeImage(engine, containers));
            List<Finding> findings = new ArrayList<>();
            findings.add(Finding.ok(EngineChecks.ENGINE, source + ", " + engine.address()));
            findings.addAll(EngineChecks.of(info));
            findings.add(probe.finding());
            findings.addAll(ofEveryHost(
                    probe.facts().values().isEmpty() ? host : probe.facts(),
                    host,
                    Optional.of(info),
                    containers,
                    engine.isLocal() ? HostPorts.ofThisHost() : HostPorts.unseen()));
            return DoctorReport.of(requirements, findings);
        } catch (EngineException exception) {
            return DoctorReport.of(requirements, List.of(EngineChecks.broken(exception)));
        }
    }

    /** Checks this host, on which no engine runs and {@code swarmlab up} would start the private engine. */
    public DoctorReport beforePrivateEngine() {
        KernelFacts facts = HostKernel.look();
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok(EngineChecks.ENGINE, "none runs; swarmlab up starts a private one"));
        findings.add(PrivilegedProbe.notTried("no engine runs yet").finding());
        findings.addAll(ofEveryHost(facts, facts, Optional.empty(), List.of(), HostPorts.ofThisHost()));
        return DoctorReport.of(requirements, findings);
    }

    /** Reports that no engine answers and none can be started. */
    public DoctorReport withoutEngine(Failure reason) {
        return DoctorReport.of(requirements, List.of(EngineChecks.missing(reason)));
    }

    /**
     * The findings that need no engine.
     *
     * @param facts about the kernel that runs the nodes
     * @param host about the engine's host; unknown unless the engine's kernel is this host's
     */
    private List<Finding> ofEveryHost(
            KernelFacts facts,
            KernelFacts host,
            Optional<EngineInfo> info,
            List<EngineContainer> containers,
            HostPorts ports) {
        List<Finding> findings = new ArrayList<>(KernelChecks.of(facts));
        FirewallChecks.of(host).ifPresent(findings::add);
        findings.addAll(MachineChecks.of(Machine.of(facts, info), requirements));
        PortChecks.of(requirements, containers, ports).ifPresent(findings::add);
        return findings;
    }

    /** One that the engine has already: the lab's own, the default, or that of another lab. */
    private Optional<String> nodeImage(Engine engine, List<EngineContainer> containers) {
        ImageSupply images = new ImageSupply(engine, recipes);
        Stream<String> wanted =
                Stream.concat(requirements.nodeImages().stream(), Stream.of(NodeSettings.DEFAULT_IMAGE));
        Stream<String> used = LabResources.ownContainers(containers).stream().map(EngineContainer::image);
        return Stream.concat(wanted, used)
                .distinct()
                .flatMap(image -> images.present(image).stream())
                .findFirst();
    }

    /** A local engine may still run in a virtual machine; then its kernel is another one than the host's. */
    private static KernelFacts ofHostBelow(Engine engine, EngineInfo info) {
        KernelFacts host = engine.isLocal() ? HostKernel.look() : KernelFacts.UNKNOWN;
        return host.text("kernel").equals(info.kernel()) ? host : KernelFacts.UNKNOWN;
    }
}

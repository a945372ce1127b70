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

/** Checks whether a lab can work here. It starts no engine, gets no image, and leaves nothing behind. */
public final class Doctor {

    private final Requirements requirements;
    private final RecipeBuilder recipes;

    /** @param labFile the lab to check for; empty for a small lab of four nodes */
    public Doctor(Optional<LabFile> labFile, RecipeBuilder recipes) {
        this.requirements = labFile.map(Requirements::of).orElse(Requirements.SMALL_LAB);
        this.recipes = recipes;
    }

    /**
     * Checks an engine that runs.
     *
     * @param source where the engine's address comes from, as in {@code DOCKER_HOST}
     */
    public DoctorReport withEngine(Engine engine, String source) {
        try {
            EngineInfo info = engine.info();
            List<EngineContainer> containers = engine.containers();
            KernelFacts host = thisHost(engine, info);
            PrivilegedProbe probe = PrivilegedProbe.of(engine, nodeImage(engine, containers));
            List<Finding> findings = new ArrayList<>();
            findings.add(Finding.ok(EngineChecks.ENGINE, source + ", " + engine.address()));
            findings.addAll(EngineChecks.of(info));
            findings.add(probe.finding());
            findings.addAll(hostChecks(
                    probe.facts().values().isEmpty() ? host : probe.facts(),
                    host,
                    Optional.of(info),
                    containers,
                    engine.isLocal() ? HostPorts.ofThisHost() : HostPorts.unknown()));
            EngineData.check(engine, recipes.cache()).ifPresent(findings::add);
            return DoctorReport.of(requirements, findings);
        } catch (EngineException exception) {
            return DoctorReport.of(requirements, List.of(EngineChecks.broken(exception)));
        }
    }

    /** Checks this host, on which no engine runs and {@code swarmlab up} would start the private engine. */
    public DoctorReport beforePrivateEngine() {
        KernelFacts facts = HostKernel.read();
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok(EngineChecks.ENGINE, "no engine is running; swarmlab up starts a private one"));
        findings.add(PrivilegedProbe.notTried("no engine is running yet").finding());
        findings.addAll(hostChecks(facts, facts, Optional.empty(), List.of(), HostPorts.ofThisHost()));
        return DoctorReport.of(requirements, findings);
    }

    /** Reports that no engine answers and that none can be started. */
    public DoctorReport withoutEngine(Failure reason) {
        return DoctorReport.of(requirements, List.of(EngineChecks.missing(reason)));
    }

    /**
     * The checks that are made with and without an engine.
     *
     * @param facts the kernel that runs the nodes
     * @param host the host of the engine; {@link KernelFacts#UNKNOWN} unless the nodes run on this host's kernel
     * @param info empty when no engine is running
     */
    private List<Finding> hostChecks(
            KernelFacts facts,
            KernelFacts host,
            Optional<EngineInfo> info,
            List<EngineContainer> containers,
            HostPorts ports) {
        List<Finding> findings = new ArrayList<>(KernelChecks.of(facts));
        FirewallChecks.of(host).ifPresent(findings::add);
        NeighbourChecks.of(host, requirements).ifPresent(findings::add);
        findings.addAll(ResourceChecks.of(HostResources.of(facts, info), requirements));
        PortChecks.of(requirements, containers, ports).ifPresent(findings::add);
        return findings;
    }

    /** A node image that the engine has: the lab's, else the default, else another lab's. */
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

    /** Unknown when the engine is remote or runs in a virtual machine, and so has another kernel than this host. */
    private static KernelFacts thisHost(Engine engine, EngineInfo info) {
        KernelFacts host = engine.isLocal() ? HostKernel.read() : KernelFacts.UNKNOWN;
        return host.text("kernel").equals(info.kernel()) ? host : KernelFacts.UNKNOWN;
    }
}

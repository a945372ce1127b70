package dev.swarmlab.doctor;

import dev.swarmlab.doctor.EngineAvailability.Answering;
import dev.swarmlab.doctor.EngineAvailability.Missing;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineInfo;
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

    public DoctorReport examine(EngineAvailability situation) {
        if (situation instanceof Answering answering) {
            try {
                return DoctorReport.of(answering(answering.engine(), answering.source()));
            } catch (EngineException exception) {
                return DoctorReport.of(List.of(EngineChecks.broken(exception)));
            }
        }
        if (situation instanceof Missing missing) {
            return DoctorReport.of(List.of(EngineChecks.missing(missing.reason())));
        }
        return DoctorReport.of(startable());
    }

    private List<Finding> answering(Engine engine, String source) {
        EngineInfo info = engine.info();
        List<EngineContainer> containers = engine.containers();
        PrivilegedProbe probe = PrivilegedProbe.of(engine, nodeImage(engine, containers));
        KernelFacts facts = probe.facts().values().isEmpty() ? ofHostBelow(engine, info) : probe.facts();
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok(EngineChecks.ENGINE, source + ", " + engine.address()));
        findings.addAll(EngineChecks.of(info));
        findings.add(probe.finding());
        findings.addAll(KernelChecks.of(facts));
        FirewallChecks.of(ofHostBelow(engine, info)).ifPresent(findings::add);
        findings.addAll(MachineChecks.of(Machine.of(facts, Optional.of(info)), requirements));
        HostPorts ports = engine.isLocal() ? HostPorts.ofThisHost() : HostPorts.unseen();
        PortChecks.of(requirements, containers, ports).ifPresent(findings::add);
        return findings;
    }

    private List<Finding> startable() {
        KernelFacts facts = HostKernel.look();
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok(EngineChecks.ENGINE, "none runs; swarmlab up starts a private one"));
        findings.add(PrivilegedProbe.notTried("no engine runs yet").finding());
        findings.addAll(KernelChecks.of(facts));
        FirewallChecks.of(facts).ifPresent(findings::add);
        findings.addAll(MachineChecks.of(Machine.of(facts, Optional.empty()), requirements));
        PortChecks.of(requirements, List.of(), HostPorts.ofThisHost()).ifPresent(findings::add);
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

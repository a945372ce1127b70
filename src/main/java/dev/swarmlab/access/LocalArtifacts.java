package dev.swarmlab.access;

import dev.swarmlab.engine.LabContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What a lab leaves with its user beside what is on the engine: certificates and Docker contexts. */
public final class LocalArtifacts {

    private final Map<String, String> environment;
    private final ClientCertificates certificates;
    private final LabContexts contexts;
    private final Consumer<String> say;

    public LocalArtifacts(Map<String, String> environment, Consumer<String> say) {
        this.environment = environment;
        this.certificates = ClientCertificates.of(environment);
        this.contexts = LabContexts.of(environment);
        this.say = say;
    }

    /** Removes those of a lab, whether the lab is still there or not. */
    public void remove(String engine, String lab) {
        tell(certificates.remove(engine, lab));
        removeContexts(
                context -> context.engine().equals(engine) && context.lab().equals(lab));
    }

    /** Removes those of all labs that were ever on an engine. */
    public void removeAll(String engine) {
        tell(certificates.removeAll(engine));
        removeContexts(context -> context.engine().equals(engine));
    }

    /** Removes those of the Docker contexts of labs that the condition holds for. */
    public void removeContexts(Predicate<LabContext> which) {
        List<LabContext> removed = contexts.all().stream().filter(which).toList();
        if (removed.isEmpty()) {
            return;
        }
        Optional<String> current = contexts.current();
        contexts.remove(removed);
        for (LabContext context : removed) {
            String name = context.name();
            if (name.equals(environment.get("DOCKER_CONTEXT"))) {
                say.accept("docker in this shell still looks for the context " + name + ". Undo that with:"
                        + " unset DOCKER_CONTEXT");
            } else if (current.equals(Optional.of(name))) {
                say.accept("the Docker context " + name + " was in use; docker is back to its default");
            }
        }
    }

    private void tell(List<Path> removed) {
        String used = environment.get("DOCKER_CERT_PATH");
        if (used != null && removed.contains(Path.of(used))) {
            say.accept("docker in this shell still looks for the lab. Undo that with: "
                    + Shell.SH.evaluation("swarmlab env --unset"));
        }
    }
}

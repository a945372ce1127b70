package dev.swarmlab.access;

import dev.swarmlab.engine.LabContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The files of labs outside of the engine, in the user's home: client certificates and Docker contexts. */
public final class LocalArtifacts {

    private final Map<String, String> environment;
    private final ClientCertificates certificates;
    private final LabContexts contexts;
    private final Consumer<String> say;

    /**
     * @param environment the user's environment variables
     * @param say receives messages for the user, one line each
     */
    public LocalArtifacts(Map<String, String> environment, Consumer<String> say) {
        this.environment = environment;
        this.certificates = ClientCertificates.of(environment);
        this.contexts = LabContexts.of(environment);
        this.say = say;
    }

    /** Removes those of a lab. The lab need not exist any more. */
    public void remove(String engine, String lab) {
        warnIfInUse(certificates.remove(engine, lab));
        removeContexts(
                context -> context.engine().equals(engine) && context.lab().equals(lab));
    }

    /** Removes those of all labs on an engine, including labs that no longer exist. */
    public void removeAll(String engine) {
        warnIfInUse(certificates.removeAll(engine));
        removeContexts(context -> context.engine().equals(engine));
    }

    /** Removes the Docker contexts of labs for which the condition holds. */
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
                say.accept("DOCKER_CONTEXT in this shell still names the removed context " + name
                        + ". Unset it with: unset DOCKER_CONTEXT");
            } else if (current.equals(Optional.of(name))) {
                say.accept("the Docker context " + name + " was in use; docker uses its default context again");
            }
        }
    }

    private void warnIfInUse(List<Path> removed) {
        String used = environment.get("DOCKER_CERT_PATH");
        if (used != null && removed.contains(Path.of(used))) {
            say.accept("docker in this shell still points at the removed lab. Undo this with: "
                    + Shell.SH.evaluation("swarmlab env --unset"));
        }
    }
}

package dev.swarmlab.provision.reset;

import dev.swarmlab.labfile.OverlayNetwork;
import dev.swarmlab.labfile.StackFile;
import dev.swarmlab.plan.LabPlan;
import dev.swarmlab.provision.reset.Difference.Cure;
import dev.swarmlab.provision.reset.Difference.Kind;
import dev.swarmlab.provision.stack.StackRecord;
import dev.swarmlab.swarm.SwarmContents;
import dev.swarmlab.swarm.SwarmNetwork;
import dev.swarmlab.swarm.SwarmObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares the services, overlay networks, configs and secrets of a swarm with those of the lab. A changed object is
 * removed and created again. What uses it is created again too, since Docker does not remove what is in use.
 */
final class SwarmComparison {

    /** What {@code up} recorded of an object of a stack. */
    private record Recorded(String stack, String digest) {}

    private static final String INGRESS = "ingress";

    private final LabPlan plan;
    private final SwarmContents swarm;
    private final List<Difference> differences = new ArrayList<>();
    private final Map<String, Recorded> recorded = new TreeMap<>();
    private final Set<String> outdated = new HashSet<>();
    private final Set<String> stacks = new LinkedHashSet<>();
    private final Set<String> removed = new HashSet<>();
    private final Set<String> kept = new HashSet<>();

    /** @param withVolumes the ids of services that are recreated since the data in their volumes may have changed */
    SwarmComparison(LabPlan plan, SwarmContents swarm, Set<String> withVolumes) {
        this.plan = plan;
        this.swarm = swarm;
        plan.stacks().forEach(this::stack);
        ingress();
        Map<String, SwarmObject> intact = new HashMap<>();
        swarm.objects().forEach(object -> {
            if (isIntact(object)) {
                intact.put(object.id(), object);
            }
        });
        missing();
        intact.values().forEach(object -> {
            if (object.uses().stream().anyMatch(removed::contains)) {
                restore(object, "uses something that changed");
            } else if (withVolumes.contains(object.id())) {
                restore(object, "has volumes, whose data may have changed");
            } else if (object.kind() == SwarmObject.Kind.SERVICE) {
                kept.add(object.id());
            }
        });
    }

    List<Difference> differences() {
        return differences;
    }

    /** The ids of the services that belong to the lab and have not changed. */
    Set<String> kept() {
        return kept;
    }

    /** The names of the stacks that must be deployed. */
    Set<String> stacks() {
        return stacks;
    }

    private void stack(String name, StackFile file) {
        Optional<StackRecord> record = StackRecord.in(swarm.labels(), name);
        if (record.isEmpty() || !record.get().isOf(file)) {
            outdated.add(name);
            stacks.add(name);
            add(Cure.RESTORE, Kind.STACK, name, record.isEmpty() ? "was not deployed" : "has another file now", "");
            return;
        }
        record.get().objects().forEach((key, digest) -> recorded.put(key, new Recorded(name, digest)));
    }

    private void add(Cure cure, Kind kind, String name, String reason, String id) {
        differences.add(new Difference(cure, Difference.SWARM, kind, name, reason, id));
        if (!id.isEmpty()) {
            removed.add(id);
        }
    }

    /** Records the difference of an object that is not intact. */
    private boolean isIntact(SwarmObject object) {
        Recorded known = recorded.get(object.key());
        if (known != null) {
            if (known.digest().equals(object.digest())) {
                return true;
            }
            restore(object, "changed");
            return false;
        }
        Optional<OverlayNetwork> overlay = overlay(object);
        if (overlay.isPresent()) {
            if (swarm.networks().stream()
                    .filter(network -> network.id().equals(object.id()))
                    .anyMatch(network -> matches(overlay.get(), network))) {
                return true;
            }
            restore(object, "changed");
            return false;
        }
        if (outdated.contains(object.stack())) {
            return true;
        }
        add(Cure.REMOVE, kind(object), object.name(), "is not the lab's", object.id());
        return false;
    }

    private void restore(SwarmObject object, String reason) {
        add(Cure.RESTORE, kind(object), object.name(), reason, object.id());
        if (!object.stack().isEmpty() && plan.stacks().containsKey(object.stack())) {
            stacks.add(object.stack());
        }
    }

    private Optional<OverlayNetwork> overlay(SwarmObject object) {
        return object.kind() == SwarmObject.Kind.NETWORK
                ? plan.overlays().stream()
                        .filter(wanted -> wanted.name().equals(object.name()))
                        .findFirst()
                : Optional.empty();
    }

    private static boolean matches(OverlayNetwork wanted, SwarmNetwork existing) {
        return wanted.encrypted() == existing.encrypted()
                && wanted.attachable() == existing.attachable()
                && (wanted.subnet() == null || wanted.subnet().equals(existing.subnet()));
    }

    private void missing() {
        Set<String> present = new HashSet<>();
        swarm.objects().forEach(object -> present.add(object.key()));
        recorded.forEach((key, known) -> {
            if (!present.contains(key)) {
                int slash = key.indexOf('/');
                add(Cure.RESTORE, kind(key.substring(0, slash)), key.substring(slash + 1), "is missing", "");
                stacks.add(known.stack());
            }
        });
        for (OverlayNetwork wanted : plan.overlays()) {
            if (!present.contains(SwarmObject.Kind.NETWORK.word() + "/" + wanted.name())) {
                add(Cure.RESTORE, Kind.NETWORK, wanted.name(), "is missing", "");
            }
        }
    }

    /** Whether the network of the routing mesh must be created. */
    static boolean isIngress(Difference difference) {
        return difference.kind() == Kind.NETWORK && difference.name().equals(INGRESS);
    }

    private void ingress() {
        if (swarm.ingress().isEmpty()) {
            add(Cure.RESTORE, Kind.NETWORK, INGRESS, "is missing", "");
        } else if (!swarm.ingress().get().isStandard()) {
            add(
                    Cure.RESTORE,
                    Kind.NETWORK,
                    INGRESS,
                    "changed",
                    swarm.ingress().get().id());
        }
    }

    private static Kind kind(SwarmObject object) {
        return kind(object.kind().word());
    }

    private static Kind kind(String word) {
        return switch (word) {
            case "service" -> Kind.SERVICE;
            case "network" -> Kind.NETWORK;
            case "config" -> Kind.CONFIG;
            default -> Kind.SECRET;
        };
    }
}

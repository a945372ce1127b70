package dev.swarmlab.provision.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swarmlab.swarm.SwarmService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a deployment has changed in the services that a stack had before. Values are shown of replicas and images only:
 * others, such as environment variables, may be secret.
 */
public final class ServiceChanges {

    /** The objects of a specification whose fields are compared one by one. */
    private static final List<String> COMPARED =
            List.of("", "/TaskTemplate", "/TaskTemplate/ContainerSpec", "/EndpointSpec");

    private static final Set<String> PARENTS = Set.of("TaskTemplate", "ContainerSpec", "EndpointSpec");

    private ServiceChanges() {}

    /** One text for each service that was changed or removed, as in {@code shop_api: replicas 5 -> 3}. */
    public static List<String> between(List<SwarmService> before, List<SwarmService> after) {
        List<String> changes = new ArrayList<>();
        for (SwarmService former : before) {
            after.stream()
                    .filter(service -> service.id().equals(former.id()))
                    .findFirst()
                    .ifPresentOrElse(
                            service -> changed(former, service, changes),
                            () -> changes.add(former.name() + " is removed"));
        }
        return changes;
    }

    private static void changed(SwarmService before, SwarmService after, List<String> changes) {
        List<String> texts = new ArrayList<>();
        if (before.mode() == after.mode() && before.desiredTasks() != after.desiredTasks()) {
            texts.add("replicas " + before.desiredTasks() + " -> " + after.desiredTasks());
        }
        if (!before.image().equals(after.image())) {
            texts.add(
                    before.imageName().equals(after.imageName())
                            ? "new content of the image " + after.imageName()
                            : "image " + before.imageName() + " -> " + after.imageName());
        }
        texts.addAll(others(before, after));
        if (!texts.isEmpty()) {
            changes.add(after.name() + ": " + String.join(", ", texts));
        }
    }

    private static Set<String> others(SwarmService before, SwarmService after) {
        Map<String, JsonNode> former = fields(before.specification());
        Map<String, JsonNode> now = fields(after.specification());
        Set<String> names = new TreeSet<>(former.keySet());
        names.addAll(now.keySet());
        names.removeIf(name -> String.valueOf(former.get(name)).equals(String.valueOf(now.get(name))));
        names.remove("Image");
        if (before.mode() == after.mode()) {
            names.remove("Mode"); // the number of replicas
        }
        return names;
    }

    private static Map<String, JsonNode> fields(JsonNode specification) {
        Map<String, JsonNode> fields = new TreeMap<>();
        for (String parent : COMPARED) {
            specification.at(parent).properties().forEach(field -> {
                if (!PARENTS.contains(field.getKey())) {
                    String name = field.getKey().equals("Mode") && !parent.isEmpty() ? "EndpointMode" : field.getKey();
                    fields.put(parent.isEmpty() && name.equals("Labels") ? "service labels" : name, field.getValue());
                }
            });
        }
        return fields;
    }
}

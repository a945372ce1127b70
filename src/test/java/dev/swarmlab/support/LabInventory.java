package dev.swarmlab.support;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.HostConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What a lab consists of, as sorted lines that are the same for two labs of the same lab file: the settings of its
 * containers, the members of its swarm with their images, overlay networks, services and running tasks.
 */
public final class LabInventory {

    private static final String SWARM = """
            docker node ls --quiet | xargs docker node inspect --format 'node {{.Description.Hostname}} {{.Spec.Role}} \
            {{.Spec.Availability}} {{.Status.State}} {{json .Spec.Labels}} \
            {{if .ManagerStatus}}{{.ManagerStatus.Reachability}}{{end}}'
            docker network ls --filter driver=overlay --quiet | xargs docker network inspect --format \
            'network {{.Name}} {{.Attachable}} {{json .Options}}' | sed 's/"com.docker.network.driver.overlay.[^,}]*,*//'
            services=$(docker service ls --quiet)
            [ -z "$services" ] && exit
            docker service inspect --format 'service {{.Spec.Name}} {{json .Spec.TaskTemplate.ContainerSpec}} \
            {{json .Spec.Mode}} {{json .Spec.EndpointSpec}} {{json .Spec.Labels}}' $services
            docker service ps --filter desired-state=running --format 'task {{.Image}} {{.CurrentState}}' \
            $services | sed 's/ Running .*/ Running/'
            """;

    private static final String IMAGES = "docker image ls --digests --format '{{.Repository}}:{{.Tag}} {{.Digest}}'"
            + " | grep ^registry:5000/ | grep -v '<none>'";

    private LabInventory() {}

    public static List<String> of(OuterEngine engine, String lab) {
        List<String> lines = new ArrayList<>();
        for (Container container : engine.containers(lab)) {
            String name = container.getNames()[0].replace("/swarmlab-" + lab + "-", "");
            lines.add(settings(
                    name, engine.client().inspectContainerCmd(container.getId()).exec()));
            if (!name.equals("registry")) {
                shell(engine, container.getId(), IMAGES).forEach(image -> lines.add("image on " + name + " " + image));
            }
        }
        lines.addAll(shell(engine, "swarmlab-" + lab + "-manager", SWARM));
        return lines.stream().sorted().toList();
    }

    private static List<String> shell(OuterEngine engine, String container, String script) {
        return engine.execute(container, "sh", "-c", script).lines().toList();
    }

    private static String settings(String name, InspectContainerResponse container) {
        HostConfig host = Objects.requireNonNull(container.getHostConfig());
        List<String> ports = new ArrayList<>();
        Objects.requireNonNull(host.getPortBindings()).getBindings().forEach((port, bindings) -> Arrays.stream(bindings)
                .filter(binding -> port.getPort() != 2376 && port.getPort() != 5000) // these host ports differ
                .forEach(binding -> ports.add(binding.getHostPortSpec() + ":" + port)));
        return "container " + name + " " + container.getImageId() + " "
                + Objects.requireNonNull(container.getState()).getStatus() + " memory " + host.getMemory() + " cpus "
                + host.getNanoCPUs() + " ports " + ports + " arguments " + Arrays.toString(container.getArgs());
    }
}

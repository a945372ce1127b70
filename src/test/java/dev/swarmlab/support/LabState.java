package dev.swarmlab.support;

import com.github.dockerjava.api.model.Container;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The state of a lab as the docker CLI in its nodes shows it, without ids, times and the placement of tasks. */
public final class LabState {

    private static final String NODE = """
            docker info --format 'swarm {{.Swarm.LocalNodeState}} {{.Swarm.ControlAvailable}} {{.Swarm.NodeAddr}}'
            docker ps --all --format 'container {{.Label "com.docker.swarm.service.name"}} {{.Names}}' \
              | sed 's/^\\(container [^ ][^ ]*\\) .*/task/' | grep -v '^task'
            docker volume ls --format 'volume {{.Name}}'
            docker image ls --digests --format 'image {{.Repository}}:{{.Tag}} {{.Digest}}'
            docker network ls --filter scope=local --format 'network {{.Name}} {{.Driver}}' | grep -v docker_gwbridge
            ls -A / /root /etc /home /opt /srv /tmp /var/lib | sed 's/^/file /'
            cat /etc/passwd /etc/hosts | grep -v "$(hostname)$" | sed 's/^/line /'
            ls -lR /certs /usr/local/lib/swarmlab | sed 's/^\\([^ ]*\\) .* /certificate \\1 /; s/^total.*//'
            """;

    private static final String MANAGER = """
            docker node ls --quiet | xargs docker node inspect --format \
              'node {{.Description.Hostname}} {{.Spec.Role}} {{.Spec.Availability}} {{.Spec.Labels}} {{.Status.State}}'
            docker service ls --format 'service {{.Name}} {{.Mode}} {{.Replicas}} {{.Image}}'
            for name in $(docker service ls --format '{{.Name}}'); do
              docker service inspect --format 'specification {{json .Spec}}' $name
            done
            docker network ls --no-trunc --format '{{.ID}} {{.Name}}' | sed 's/^/id /'
            docker network ls --quiet --filter driver=overlay | xargs docker network inspect --format \
              'overlay {{.Name}} {{.Attachable}} {{.Ingress}} {{.Internal}} {{json .Labels}}'
            docker config ls --format 'config {{.Name}}'
            docker secret ls --format 'secret {{.Name}}'
            docker info --format 'settings {{json .Swarm.Cluster.Spec}}'
            for name in $(wget -qO- http://registry:5000/v2/_catalog | tr '",[]' '    ' | sed 's/.*: *//; s/}//'); do
              echo "registry $name $(wget -qO- http://registry:5000/v2/$name/tags/list)"
            done
            """;

    private LabState() {}

    /** The sorted lines about the swarm and about each node, by {@code swarm} or the node's name. */
    public static Map<String, List<String>> of(OuterEngine engine, String lab) {
        Map<String, List<String>> state = new TreeMap<>();
        for (Container container : engine.containers(lab)) {
            String node = container.getLabels().getOrDefault("dev.swarmlab.node", "");
            if (!node.equals("registry")) {
                state.put(node, lines(engine.execute(container.getId(), "sh", "-c", NODE)));
            }
        }
        state.put("swarm", withoutIds(engine.execute("swarmlab-" + lab + "-manager", "sh", "-c", MANAGER)));
        return state;
    }

    private static List<String> lines(String output) {
        return output.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .sorted()
                .toList();
    }

    /** Recreated networks, configs and secrets have other ids. {@code up} and {@code reset} label what they create. */
    private static List<String> withoutIds(String output) {
        Map<String, String> names = new LinkedHashMap<>();
        List<String> rest = new ArrayList<>();
        for (String line : lines(output)) {
            if (line.startsWith("id ")) {
                names.put(line.split(" ")[1], line.split(" ")[2]);
            } else {
                rest.add(line);
            }
        }
        return rest.stream()
                .map(line -> named(line, names)
                        .replaceAll("\"(ConfigID|SecretID)\":\"[^\"]*\",?", "")
                        .replaceAll("\"dev.swarmlab.run\":\"[^\"]*\",?", ""))
                .sorted()
                .toList();
    }

    private static String named(String line, Map<String, String> names) {
        String named = line;
        for (Map.Entry<String, String> name : names.entrySet()) {
            named = named.replace(name.getKey(), name.getValue());
        }
        return named;
    }
}

package dev.swarmlab.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.fake.ScriptedManager;
import dev.swarmlab.swarm.SwarmService;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KnownServicesTest {

    /** The preferred colour of both names is the same. */
    private static final String A = "a";

    private static final String LIKE_A = "m";

    private final KnownServices known = new KnownServices();

    private static List<SwarmService> services(String... names) {
        return named(Stream.of(names).map(name -> "of-" + name + " " + name));
    }

    /** @param services id and name of each, separated by a space */
    private static List<SwarmService> named(Stream<String> services) {
        return new ScriptedManager()
                .services(services.map(service -> service.split(" "))
                        .map(service -> "{'ID': '" + service[0] + "', 'Spec': {'Name': '" + service[1] + "'}}")
                        .toArray(String[]::new))
                .daemon()
                .services();
    }

    @Test
    void a_service_keeps_its_colour_while_others_are_added_and_removed() {
        known.update(services(LIKE_A), Set.of());
        int first = known.colour("of-m");
        known.update(services(A, LIKE_A), Set.of());
        int second = known.colour("of-a");

        assertThat(known.colour("of-m"))
                .as("after a service with the same preferred colour was added")
                .isEqualTo(first);
        assertThat(second)
                .as("the later of two services with the same preferred colour gets the next colour")
                .isEqualTo((first + 1) % 12);

        known.update(services(A), Set.of());
        assertThat(known.colour("of-a"))
                .as("after the other service was removed")
                .isEqualTo(second);
    }

    @Test
    void a_recreated_service_gets_the_same_colour() {
        known.update(named(Stream.of("first echo", "x other")), Set.of());
        int colour = known.colour("first");
        known.update(named(Stream.of("x other")), Set.of());
        known.update(named(Stream.of("second echo", "x other")), Set.of());

        assertThat(known.colour("second")).isEqualTo(colour);
        assertThat(new KnownServices().colour("never seen")).isZero();
    }

    @Test
    void no_colour_is_used_twice_while_another_is_free() {
        String[] names =
                IntStream.range(0, 13).mapToObj(index -> "svc" + index * 7).toArray(String[]::new);
        known.update(services(names).subList(0, 12), Set.of());

        assertThat(Stream.of(names).limit(12).map(name -> known.colour("of-" + name)))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 12).boxed().toList());

        known.update(services(names), Set.of());
        assertThat(known.colour("of-" + names[12])).isBetween(0, 11);
    }

    @Test
    void the_name_of_a_removed_service_is_known_while_it_has_tasks() {
        known.update(services("echo"), Set.of());
        known.update(List.of(), Set.of("of-echo"));
        assertThat(known.name("of-echo")).isEqualTo("echo");

        known.update(List.of(), Set.of());
        assertThat(known.name("of-echo")).isEqualTo("unknown service");
    }
}

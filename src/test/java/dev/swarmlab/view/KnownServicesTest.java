package dev.swarmlab.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.fake.ToldManager;
import dev.swarmlab.swarm.SwarmService;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KnownServicesTest {

    /** Their hashes are neighbours, so that they want neighbouring colours. */
    private static final String A = "a";

    private static final String LIKE_A = "m";

    private final KnownServices known = new KnownServices();

    private static List<SwarmService> services(String... names) {
        return named(Stream.of(names).map(name -> "of-" + name + " " + name));
    }

    /** @param services each by its id and its name */
    private static List<SwarmService> named(Stream<String> services) {
        return new ToldManager()
                .services(services.map(service -> service.split(" "))
                        .map(service -> "{'ID': '" + service[0] + "', 'Spec': {'Name': '" + service[1] + "'}}")
                        .toArray(String[]::new))
                .daemon()
                .services();
    }

    @Test
    void a_colour_stays_while_others_come_and_go() {
        known.learn(services(LIKE_A), Set.of());
        int first = known.colour("of-m");
        known.learn(services(A, LIKE_A), Set.of());
        int second = known.colour("of-a");

        assertThat(known.colour("of-m")).as("when a neighbour comes").isEqualTo(first);
        assertThat(second)
                .as("of two that want one colour, the later has the next")
                .isEqualTo((first + 1) % 12);

        known.learn(services(A), Set.of());
        assertThat(known.colour("of-a")).as("when the neighbour is gone").isEqualTo(second);
    }

    @Test
    void a_service_that_is_made_anew_looks_as_before() {
        known.learn(named(Stream.of("first echo", "x other")), Set.of());
        int colour = known.colour("first");
        known.learn(named(Stream.of("x other")), Set.of());
        known.learn(named(Stream.of("second echo", "x other")), Set.of());

        assertThat(known.colour("second")).isEqualTo(colour);
        assertThat(new KnownServices().colour("never seen")).isZero();
    }

    @Test
    void all_colours_are_used_before_one_is_used_twice() {
        String[] names =
                IntStream.range(0, 13).mapToObj(index -> "svc" + index * 7).toArray(String[]::new);
        known.learn(services(names).subList(0, 12), Set.of());

        assertThat(Stream.of(names).limit(12).map(name -> known.colour("of-" + name)))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 12).boxed().toList());

        known.learn(services(names), Set.of());
        assertThat(known.colour("of-" + names[12])).isBetween(0, 11);
    }

    @Test
    void a_name_is_remembered_as_long_as_there_are_tasks() {
        known.learn(services("echo"), Set.of());
        known.learn(List.of(), Set.of("of-echo"));
        assertThat(known.name("of-echo")).isEqualTo("echo");

        known.learn(List.of(), Set.of());
        assertThat(known.name("of-echo")).isEqualTo("a service that is gone");
    }
}

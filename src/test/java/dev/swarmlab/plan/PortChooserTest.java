package dev.swarmlab.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.failure.Failure;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortChooserTest {

    @Test
    void chooses_the_same_ports_for_the_same_lab() {
        assertThat(five(new PortChooser("lab", Set.of()))).isEqualTo(five(new PortChooser("lab", Set.of())));
    }

    @Test
    void chooses_each_port_once_and_below_those_for_outgoing_connections() {
        assertThat(five(new PortChooser("lab", Set.of())))
                .doesNotHaveDuplicates()
                .allSatisfy(port -> assertThat(port).isBetween(20_000, 31_999));
    }

    @Test
    void skips_ports_in_use() {
        int first = new PortChooser("lab", Set.of()).choose();

        assertThat(new PortChooser("lab", Set.of(first)).choose()).isEqualTo(first == 31_999 ? 20_000 : first + 1);
    }

    @Test
    void continues_with_the_first_port_after_the_last() {
        Set<Integer> allButOne = IntStream.range(20_000, 32_000)
                .filter(port -> port != 20_005)
                .boxed()
                .collect(Collectors.toSet());
        PortChooser chooser = new PortChooser("lab", allButOne);

        assertThat(chooser.choose()).isEqualTo(20_005);
        assertThatThrownBy(chooser::choose)
                .isInstanceOf(Failure.class)
                .hasMessage("no free port on the host: all from 20000 to 31999 are in use");
    }

    private static List<Integer> five(PortChooser chooser) {
        return IntStream.range(0, 5).mapToObj(each -> chooser.choose()).toList();
    }
}

package dev.swarmlab.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.fake.SampleLabFile;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.parallel.Threads;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestQueueTest {

    private static TestQueue<LabFile> queue(String... yaml) {
        List<LabFile> labs = Stream.of(yaml).map(SampleLabFile::of).toList();
        return new TestQueue<>(labs, Function.identity());
    }

    private static String taken(TestQueue<LabFile> queue) throws InterruptedException {
        return queue.take().map(LabFile::name).orElse("none");
    }

    @Test
    void gives_labs_in_their_order_until_none_is_left() throws InterruptedException {
        TestQueue<LabFile> queue = queue("name: a", "name: b");

        assertThat(taken(queue)).isEqualTo("a");
        assertThat(taken(queue)).isEqualTo("b");
        assertThat(taken(queue)).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: a, ports: ['8000:80']} | {name: b, ports: ['8000:8080', '9000:90']}",
                "{name: a, ports: ['5000:80']} | {name: b, registry: {port: 5000}}",
                "{name: a, subnet: 10.9.0.0/24} | {name: b, subnet: 10.9.0.0/24}",
                "{name: a} | {name: a, workers: 3}",
            })
    void a_lab_waits_for_another_that_uses_the_same_things(String first, String second) throws Exception {
        TestQueue<LabFile> queue = queue(first, second, "name: free");
        LabFile running = queue.take().orElseThrow();

        assertThat(taken(queue)).as("the next lab that can be tested").isEqualTo("free");
        CompletableFuture<Optional<LabFile>> waiting = Threads.supply("waiting", () -> take(queue));
        assertThat(waiting).isNotDone();
        queue.done(running);

        assertThat(waiting.get(10, TimeUnit.SECONDS)).contains(SampleLabFile.of(second));
    }

    private static Optional<LabFile> take(TestQueue<LabFile> queue) {
        try {
            return queue.take();
        } catch (InterruptedException exception) {
            throw new IllegalStateException(exception);
        }
    }
}

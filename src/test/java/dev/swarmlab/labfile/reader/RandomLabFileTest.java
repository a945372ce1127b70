package dev.swarmlab.labfile.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.labfile.PublishedPort;
import dev.swarmlab.plan.ImagePlan;
import dev.swarmlab.plan.LabPlan;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.plan.Planner;
import dev.swarmlab.plan.PlanningInput;
import dev.swarmlab.plan.Role;
import dev.swarmlab.plan.Subnet;
import dev.swarmlab.yaml.Problem;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads random lab files: each gives a valid plan, or problems that name their places. */
class RandomLabFileTest {

    private static final int FILES = 500;

    @TempDir
    private static Path folder = Path.of("");

    private int valid;

    @BeforeAll
    static void create_the_files_that_lab_files_name() {
        SampleFiles.in(folder);
    }

    @Test
    void every_random_lab_file_gives_a_valid_plan_or_problems_with_their_places() {
        for (long seed = 0; seed < FILES; seed++) {
            byte[] bytes = RandomLabFile.of(seed);
            try {
                check(bytes, new Random(seed));
            } catch (Throwable fault) {
                throw new AssertionError(
                        "the lab file of seed " + seed + ":\n" + new String(bytes, StandardCharsets.UTF_8), fault);
            }
        }
        assertThat(valid).as("valid lab files of %d", FILES).isBetween(FILES / 5, FILES * 4 / 5);
    }

    private void check(byte[] bytes, Random random) {
        ReadResult result = new LabFileReader(InvalidLabFile.ENVIRONMENT, folder)
                .read(new LabFileSource.StandardInput(new ByteArrayInputStream(bytes)));
        if (result instanceof ReadResult.Valid read) {
            valid++;
            LabFile labFile = read.labFile();
            mustBeValid(Planner.plan(labFile, input(labFile, random)), labFile);
        } else {
            mustHavePlaces(((ReadResult.Invalid) result).problems());
        }
    }

    /** A host on which some ports are in use. The manager has one, which the lab file may have for another use. */
    private static PlanningInput input(LabFile labFile, Random random) {
        Set<Integer> taken =
                IntStream.range(0, 50).mapToObj(each -> port(random)).collect(Collectors.toSet());
        int manager =
                labFile.ports().isEmpty() ? 19_999 : labFile.ports().get(0).hostPort();
        return new PlanningInput(
                Set.of(), Set.of(), taken, Optional.empty(), Map.of("manager", manager), Optional.of(19_998));
    }

    private static int port(Random random) {
        return 20_000 + random.nextInt(12_000);
    }

    private static void mustHavePlaces(List<Problem> problems) {
        assertThat(problems).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.file()).isEqualTo("standard input");
            assertThat(problem.line()).isPositive();
            assertThat(problem.column()).isPositive();
            assertThat(problem.message()).isNotBlank();
            assertThat(problem.advice()).isNotBlank();
            assertThat(problem.render()).startsWith("standard input:").contains(problem.message());
        });
    }

    private static void mustBeValid(LabPlan plan, LabFile labFile) {
        List<NodePlan> nodes = plan.nodes();
        assertThat(nodes).hasSize(labFile.managerCount() + labFile.workerCount());
        assertThat(plan.firstManager()).satisfies(first -> {
            assertThat(first.name()).isEqualTo("manager");
            assertThat(first.role()).isEqualTo(Role.MANAGER);
        });
        assertThat(plan.managers()).hasSize(labFile.managerCount());
        assertThat(plan.managers().size() % 2).isOne();
        assertThat(nodes).extracting(NodePlan::name).doesNotHaveDuplicates();
        assertThat(all(
                        plan.registry().container(),
                        nodes.stream().map(NodePlan::container).toList()))
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name).matches("[a-z0-9-]{1,63}"));
        assertThat(all(
                        plan.registry().volume(),
                        nodes.stream().map(NodePlan::volume).toList()))
                .doesNotHaveDuplicates();
        assertThat(all(
                        plan.registry().address(),
                        nodes.stream().map(NodePlan::address).toList()))
                .doesNotHaveDuplicates()
                .doesNotContain(plan.network().gateway())
                .allSatisfy(address -> assertThat(Subnet.parse(address))
                        .hasValueSatisfying(own ->
                                assertThat(plan.network().subnet().covers(own)).isTrue()));
        mustHaveValidPorts(plan, labFile.ports());
        assertThat(plan.images()).allSatisfy(image -> assertThat(image.path()).matches("[a-z0-9._/-]+:[\\w.-]+"));
        assertThat(plan.images()).extracting(ImagePlan::path).doesNotHaveDuplicates();
    }

    private static void mustHaveValidPorts(LabPlan plan, List<PublishedPort> ports) {
        List<Integer> chosen = new ArrayList<>(all(
                plan.registry().hostPort(),
                plan.nodes().stream().map(NodePlan::apiPort).toList()));
        chosen.addAll(plan.sparePorts());
        assertThat(chosen).doesNotHaveDuplicates().allSatisfy(port -> assertThat(port)
                .isBetween(1, 65_535));
        Set<Integer> ofTheFile = ports.stream().map(PublishedPort::hostPort).collect(Collectors.toSet());
        assertThat(chosen).noneMatch(ofTheFile::contains);
        assertThat(plan.firstManager().ports()).isEqualTo(ports);
    }

    private static <T> List<T> all(T first, List<T> others) {
        List<T> all = new ArrayList<>(List.of(first));
        all.addAll(others);
        return all;
    }
}

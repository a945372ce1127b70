package dev.swarmlab.provision.stack;

import dev.swarmlab.report.Table;
import dev.swarmlab.swarm.SwarmService;
import dev.swarmlab.swarm.SwarmTask;
import dev.swarmlab.swarm.SwarmView;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Lists the services of a swarm's stacks. */
public final class StackList {

    /**
     * A service of a stack.
     *
     * @param running the number of its running tasks; for a job, of its complete tasks
     * @param wanted the desired number of tasks
     */
    public record Row(String stack, String service, String mode, long running, long wanted, String image) {}

    private StackList() {}

    public static List<Row> of(SwarmView view) {
        return view.services().stream()
                .filter(service -> !service.stack().isEmpty())
                .map(service -> row(service, view))
                .sorted(Comparator.comparing(Row::stack).thenComparing(Row::service))
                .toList();
    }

    private static Row row(SwarmService service, SwarmView view) {
        List<SwarmTask> tasks = view.newest(service);
        long done = tasks.stream()
                .filter(task -> service.mode().isJob() ? task.isComplete() : task.isRunning())
                .count();
        boolean counted =
                service.mode() == SwarmService.Mode.REPLICATED || service.mode() == SwarmService.Mode.REPLICATED_JOB;
        return new Row(
                service.stack(),
                service.name(),
                service.mode().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                done,
                counted ? service.desiredTasks() : tasks.size(),
                service.imageName());
    }

    public static String table(List<Row> rows) {
        Table table = new Table("STACK", "SERVICE", "MODE", "TASKS", "IMAGE");
        rows.forEach(row ->
                table.row(row.stack(), row.service(), row.mode(), row.running() + "/" + row.wanted(), row.image()));
        return table.text();
    }
}

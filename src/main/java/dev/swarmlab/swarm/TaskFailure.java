package dev.swarmlab.swarm;

/** The tasks of a service end again and again. The node of the task may know more about the reason than the swarm. */
public final class TaskFailure extends RuntimeException {

    private final transient SwarmService service;
    private final transient SwarmTask task;
    private final int times;

    TaskFailure(SwarmService service, SwarmTask task, int times) {
        super(service.name() + " does not run: " + task.error());
        this.service = service;
        this.task = task;
        this.times = times;
    }

    public SwarmService service() {
        return service;
    }

    /** The task that ended last. */
    public SwarmTask task() {
        return task;
    }

    /** How many tasks ended in the same place. */
    public int times() {
        return times;
    }
}

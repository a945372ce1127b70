package dev.swarmlab.swarm;

/** A service whose tasks end again and again. Whoever reaches the task's node can tell more than the swarm does. */
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

    /** The last of them. */
    public SwarmTask task() {
        return task;
    }

    /** How often one was tried in the same place. */
    public int times() {
        return times;
    }
}

package dev.swarmlab.dashboard;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.parallel.Threads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A lab whose checks are repeated, and their last results. */
final class CheckedLab implements AutoCloseable {

    private final LabResources lab;
    private final List<String> version;
    private final Supplier<LabChecks> connect;
    private volatile ChecksView.OfLab view;
    private @Nullable LabChecks checks;

    /** Null while no checks run. */
    private @Nullable Thread running;

    private boolean isClosed;

    /**
     * @param version changes when the lab needs new connections
     * @param connect reads the lab file and connects to the nodes
     */
    CheckedLab(LabResources lab, List<String> version, Supplier<LabChecks> connect) {
        this.lab = lab;
        this.version = version;
        this.connect = connect;
        this.view = waiting();
    }

    List<String> version() {
        return version;
    }

    ChecksView.OfLab view() {
        return view;
    }

    void view(ChecksView.OfLab next) {
        view = next;
    }

    ChecksView.OfLab waiting() {
        return ChecksView.OfLab.of(lab.name(), lab.student(), ChecksView.State.WAITING);
    }

    ChecksView.OfLab stopped() {
        return ChecksView.OfLab.of(lab.name(), lab.student(), ChecksView.State.STOPPED);
    }

    boolean isStopped() {
        return view.isIn(ChecksView.State.STOPPED);
    }

    boolean isUnreachable() {
        return view.isIn(ChecksView.State.UNREACHABLE);
    }

    /**
     * Runs the checks once. Checks that do not end in time are interrupted, and run again only after they have ended.
     *
     * @return what to show; the same as before if the last run has not ended
     */
    ChecksView.OfLab check(Duration limit) {
        CompletableFuture<ChecksView.OfLab> result = new CompletableFuture<>();
        Thread thread;
        synchronized (this) {
            if (running != null) {
                return view;
            }
            thread = Threads.start("swarmlab-lab-checks", () -> result.complete(run()));
            running = thread;
        }
        try {
            return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooLong) {
            thread.interrupt();
            return view.unreachable("its checks did not end within " + limit.toSeconds() + " s");
        } catch (InterruptedException closing) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            return view;
        } catch (ExecutionException exception) {
            throw new IllegalStateException(exception.getCause());
        }
    }

    private ChecksView.OfLab run() {
        try {
            return results();
        } finally {
            synchronized (this) {
                running = null;
            }
        }
    }

    private ChecksView.OfLab results() {
        try {
            LabChecks open = open();
            return view.checked(open.runOnce(), open.omitted());
        } catch (Failure failure) {
            return view.unreachable(failure.getMessage());
        } catch (EngineException exception) {
            return view.unreachable(exception.text());
        } catch (RuntimeException bug) {
            return view.unreachable("internal error (a bug in swarmlab): " + bug);
        }
    }

    private LabChecks open() {
        synchronized (this) {
            if (checks != null) {
                return checks;
            }
        }
        LabChecks opened = connect.get(); // may take long, and close() must not wait for it
        synchronized (this) {
            if (isClosed) {
                opened.close();
            }
            checks = opened;
            return opened;
        }
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        if (running != null) {
            running.interrupt();
        }
        if (checks != null) {
            checks.close();
        }
    }
}

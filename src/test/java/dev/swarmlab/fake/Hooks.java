package dev.swarmlab.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Records the calls of a fake in their order, and runs a test's code before calls. Thread-safe. */
public final class Hooks {

    private record Hook(String call, AtomicInteger left, Runnable action) {}

    private final List<String> calls = new ArrayList<>();
    private final List<Hook> hooks = new ArrayList<>();

    /** Runs an action before every call whose text begins with {@code call}. */
    public void before(String call, Runnable action) {
        before(call, Integer.MAX_VALUE, action);
    }

    /** Runs an action before the first calls whose text begins with {@code call}. */
    public synchronized void before(String call, int times, Runnable action) {
        hooks.add(new Hook(call, new AtomicInteger(times), action));
    }

    /** Makes every call fail whose text begins with {@code call}. */
    public void failing(String call, Supplier<? extends RuntimeException> exception) {
        failing(call, Integer.MAX_VALUE, exception);
    }

    /** Makes the first calls fail whose text begins with {@code call}. */
    public void failing(String call, int times, Supplier<? extends RuntimeException> exception) {
        before(call, times, () -> {
            throw exception.get();
        });
    }

    /** The calls so far whose text begins with {@code beginning}, in their order. */
    public synchronized List<String> calls(String beginning) {
        return calls.stream().filter(call -> call.startsWith(beginning)).toList();
    }

    void called(String call) {
        matching(call).forEach(hook -> hook.action().run());
    }

    private synchronized List<Hook> matching(String call) {
        calls.add(call);
        return hooks.stream()
                .filter(hook -> call.startsWith(hook.call()) && hook.left().getAndDecrement() > 0)
                .toList();
    }
}

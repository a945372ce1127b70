package dev.swarmlab.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What a fake was asked, in order, and what a test wants to happen when it is asked something. */
public final class Hooks {

    private record Hook(String call, AtomicInteger left, Runnable what) {}

    private final List<String> calls = new ArrayList<>();
    private final List<Hook> hooks = new ArrayList<>();

    /** Before every call whose text begins like this. */
    public void before(String call, Runnable what) {
        before(call, Integer.MAX_VALUE, what);
    }

    /** Before the first so many calls whose text begins like this. */
    public synchronized void before(String call, int times, Runnable what) {
        hooks.add(new Hook(call, new AtomicInteger(times), what));
    }

    /** Makes every call that begins like this fail. */
    public void failing(String call, Supplier<? extends RuntimeException> exception) {
        failing(call, Integer.MAX_VALUE, exception);
    }

    /** Makes the first so many calls that begin like this fail. */
    public void failing(String call, int times, Supplier<? extends RuntimeException> exception) {
        before(call, times, () -> {
            throw exception.get();
        });
    }

    /** Everything that was asked so far and begins like this. */
    public synchronized List<String> calls(String beginning) {
        return calls.stream().filter(call -> call.startsWith(beginning)).toList();
    }

    void called(String call) {
        matching(call).forEach(hook -> hook.what().run());
    }

    private synchronized List<Hook> matching(String call) {
        calls.add(call);
        return hooks.stream()
                .filter(hook -> call.startsWith(hook.call()) && hook.left().getAndDecrement() > 0)
                .toList();
    }
}

package dev.swarmlab.doctor;

import dev.swarmlab.engine.EngineInfo;
import java.util.Optional;
import java.util.OptionalLong;

/** What the engine's machine has, in bytes where it is not a count. What can't be seen is empty. */
record Machine(
        OptionalLong processors,
        OptionalLong memory,
        OptionalLong freeMemory,
        OptionalLong freeDisk,
        OptionalLong inotifyInstances) {

    private static final long KILO = 1024;

    /** @param info what the engine says; it knows best what it may use */
    static Machine of(KernelFacts facts, Optional<EngineInfo> info) {
        return new Machine(
                info.map(said -> OptionalLong.of(said.processors())).orElse(facts.number("processors")),
                info.map(said -> OptionalLong.of(said.memoryBytes())).orElse(bytes(facts, "memory_total_kb")),
                bytes(facts, "memory_available_kb"),
                bytes(facts, "disk_free_kb"),
                facts.number("inotify_instances"));
    }

    private static OptionalLong bytes(KernelFacts facts, String key) {
        OptionalLong kilobytes = facts.number(key);
        return kilobytes.isPresent() ? OptionalLong.of(kilobytes.getAsLong() * KILO) : kilobytes;
    }
}

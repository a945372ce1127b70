package dev.swarmlab.doctor;

import dev.swarmlab.engine.EngineInfo;
import java.util.Optional;
import java.util.OptionalLong;

/** The resources of the engine's host: memory and disk in bytes, the others as numbers. Empty where unknown. */
record HostResources(
        OptionalLong processors,
        OptionalLong memory,
        OptionalLong freeMemory,
        OptionalLong freeDisk,
        OptionalLong inotifyInstances) {

    private static final long KILO = 1024;

    /** @param info preferred to the facts, since it holds what the engine may use of its host */
    static HostResources of(KernelFacts facts, Optional<EngineInfo> info) {
        return new HostResources(
                reported(info.map(EngineInfo::processors), facts.number("processors")),
                reported(info.map(EngineInfo::memoryBytes), bytes(facts, "memory_total_kb")),
                bytes(facts, "memory_available_kb"),
                bytes(facts, "disk_free_kb"),
                facts.number("inotify_instances"));
    }

    /** The number that the engine reports; the other one when the engine reports 0, which means that it has none. */
    private static OptionalLong reported(Optional<? extends Number> engines, OptionalLong other) {
        long number = engines.map(Number::longValue).orElse(0L);
        return number > 0 ? OptionalLong.of(number) : other;
    }

    private static OptionalLong bytes(KernelFacts facts, String key) {
        OptionalLong kilobytes = facts.number(key);
        return kilobytes.isPresent() ? OptionalLong.of(kilobytes.getAsLong() * KILO) : kilobytes;
    }
}

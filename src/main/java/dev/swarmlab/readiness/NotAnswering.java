package dev.swarmlab.readiness;

/**
 * Marks exceptions for errors outside of swarmlab, such as those of an engine. {@link Await} repeats a probe after such
 * an exception, as after an I/O error. Any other unchecked exception ends the wait.
 */
public interface NotAnswering {}

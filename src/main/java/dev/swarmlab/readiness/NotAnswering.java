package dev.swarmlab.readiness;

/**
 * Marks exceptions that report an error of something outside of swarmlab, such as an engine. {@link Await} asks again
 * after them, as after an I/O error. Any other unchecked exception ends the wait: a failure, or a bug in swarmlab.
 */
public interface NotAnswering {}

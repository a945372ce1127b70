package dev.swarmlab.readiness;

/**
 * An exception that tells how something outside of swarmlab answered, or that it did not answer. The answer may be
 * another one later, so waiting goes on; any other runtime exception is a defect of swarmlab's and ends it.
 */
public interface NotAnswering {}

/**
 * Labs for tests in Java: an extension of JUnit Jupiter, a {@code Startable} of Testcontainers, and assertions of AssertJ.
 *
 * <p>Needs JUnit 5.13 or newer; Testcontainers and AssertJ only where they are used. The lab is created on the engine that
 * {@code swarmlab up} would use. Its name is the name in the lab file and a random suffix, and its published ports are
 * free ports of the host, so that any number of test runs can use one engine. It is removed when the JVM ends. A JVM that
 * was killed can't remove it: then the next test run on the same host does, or {@code swarmlab prune}, at the latest when
 * its time to live is over.
 *
 * <p>Nothing is written to the console. Errors are {@link dev.swarmlab.junit.SwarmLabException}s, and conditions that are
 * not met are {@link java.lang.AssertionError}s with the nodes and tasks of the swarm.
 */
package dev.swarmlab.junit;

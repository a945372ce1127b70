/**
 * The live dashboard. {@code LabsWatcher} follows the engine's containers, {@code SwarmWatcher} polls a swarm, and
 * {@code LabState} combines both for one lab. {@code StatePublisher} publishes all labs as {@code StateVersion}s, which
 * {@code EventStream} sends to browsers.
 */
package dev.swarmlab.dashboard;

/**
 * The live page: {@code SwarmWatcher} and {@code LabsWatcher} look, {@code LabState} puts together what they see of a lab,
 * {@code StatePublisher} collects the scenes into {@code StateVersion}s, and {@code EventStream} delivers these to browsers.
 */
package dev.swarmlab.dashboard;

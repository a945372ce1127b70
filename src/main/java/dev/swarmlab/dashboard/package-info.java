/**
 * The live page: {@code SwarmWatch} and {@code LabsWatch} look, {@code LabState} puts together what they see of a lab,
 * {@code StatePublisher} collects the scenes into {@code StateVersion}s, and {@code EventStream} delivers these to browsers.
 */
package dev.swarmlab.dashboard;

/**
 * The live page: {@code SwarmWatch} and {@code LabsWatch} look, {@code Scene} puts together what they see of a lab,
 * {@code Board} collects the scenes into {@code Edition}s, and {@code EventStream} delivers these to browsers.
 */
package dev.swarmlab.dashboard;

/** Copies files between this machine and the nodes of a lab, by the rules of {@code docker cp}. */
package dev.swarmlab.copy;

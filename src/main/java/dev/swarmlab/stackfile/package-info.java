/**
 * Reads the parts of stack files that swarmlab uses, and those whose mistakes docker reports late, without a position,
 * or not at all. docker checks the rest, so this package has no JSON Schema. It must not know the lab that a stack
 * belongs to, nor how a stack is deployed.
 */
package dev.swarmlab.stackfile;

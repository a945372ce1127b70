/** The Docker engine that swarmlab keeps for itself on Linux hosts that have none. */
package dev.swarmlab.engine.local;

/** The private engine: a Docker engine that swarmlab starts on Linux hosts without one. */
package dev.swarmlab.engine.local;

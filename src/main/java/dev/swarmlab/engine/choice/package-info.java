/** Finds the engine that a command uses, and starts the private engine where no other runs. */
package dev.swarmlab.engine.choice;

/**
 * Making images out of packages, for hosts that can't reach an image registry: recipes, running them, and keeping what
 * they made.
 */
package dev.swarmlab.recipe;

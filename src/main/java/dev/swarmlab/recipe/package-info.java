/** Recipes build images from Debian packages, for hosts that can't reach an image registry. Their output is cached. */
package dev.swarmlab.recipe;

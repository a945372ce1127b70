/**
 * The content of a valid lab file, as immutable records. It must not know YAML, how a lab file is read, or what exists
 * on an engine.
 */
package dev.swarmlab.labfile;

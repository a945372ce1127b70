/**
 * Reads any YAML file: nodes with positions, schemas that check values and describe them as JSON Schema, and problems
 * with advice. It must not know labs, stacks or Docker: {@code labfile.reader} and {@code stackfile} define what their
 * files can contain.
 */
package dev.swarmlab.yaml;

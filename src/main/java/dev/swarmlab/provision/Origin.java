package dev.swarmlab.provision;

/**
 * Where a lab comes from, kept with it on the engine.
 *
 * @param file the descriptor's file as an absolute path, or what stands for it
 * @param text the descriptor as it was written, before variables were put in: they may hold secrets
 */
public record Origin(String file, String text) {}

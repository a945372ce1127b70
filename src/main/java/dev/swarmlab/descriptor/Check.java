package dev.swarmlab.descriptor;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Something that must hold in the finished lab. */
public sealed interface Check {

    /** What the report calls it; no other check of the lab has the same. */
    String name();

    /**
     * The URL answers with a status below 400.
     *
     * @param contains a text that the answer must hold
     */
    record HttpCheck(String name, URI url, @Nullable String contains) implements Check {}

    /** The service has exactly that many running tasks. */
    record ServiceCheck(String name, String service, int running) implements Check {}

    /**
     * The command ends with exit code 0 on a node.
     *
     * @param node the node's hostname
     * @param run what the node's shell runs
     * @param lines how many lines it must print
     * @param contains a text that it must print
     */
    record CommandCheck(
            String name,
            String node,
            String run,
            @Nullable Integer lines,
            @Nullable String contains) implements Check {}
}

package dev.swarmlab.plan;

import java.net.URI;

/**
 * The pull-through cache of a plan: a registry that only passes images of another one on, and keeps them.
 *
 * @param image the image of its container
 * @param address its static IPv4 address in the lab's network
 * @param upstream the registry whose images it caches
 * @param forClass whether it serves all labs of a class
 */
public record CachePlan(String container, String volume, String image, String address, URI upstream, boolean forClass) {

    /** The URL under which the daemons of the lab's nodes reach it. */
    public static final String NODE_URL = "http://" + LabNames.CACHE + ":" + RegistryPlan.PORT;

    /** The cache of a class, in the network of a student's lab. */
    CachePlan of(String className) {
        return new CachePlan(
                LabNames.container(className, LabNames.CACHE),
                LabNames.volume(className, LabNames.CACHE),
                image,
                address,
                upstream,
                true);
    }
}

package dev.swarmlab.engine;

import java.time.Duration;

/**
 * A request to a Docker daemon that has ended.
 *
 * @param daemon whose: {@code engine}, or {@code node} and the first characters of its container's id
 * @param method the HTTP method
 * @param path the path without its query, which may hold secrets such as build arguments
 * @param status the HTTP status; 0 when there was no response
 * @param took from the request to the end of the response
 */
public record EngineCall(String daemon, String method, String path, int status, Duration took) {

    @Override
    public String toString() {
        return daemon + " " + method + " " + path + " " + (status == 0 ? "no response" : status);
    }
}

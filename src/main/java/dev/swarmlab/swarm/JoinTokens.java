package dev.swarmlab.swarm;

/** The two secrets with which nodes join a swarm. */
public record JoinTokens(String manager, String worker) {

    /** Keeps the tokens out of logs and messages. */
    @Override
    public String toString() {
        return "JoinTokens[hidden]";
    }
}

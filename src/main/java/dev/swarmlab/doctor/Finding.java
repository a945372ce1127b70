package dev.swarmlab.doctor;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * The result of one check.
 *
 * @param id the check's name, as in {@code ip_vs}
 * @param found what the check found, as a short text
 * @param meaning what that means for a lab; empty when the result is {@code OK}
 * @param fix what to do, one solution a line, with a command where there is one; empty when there is nothing to do
 * @param dependsOnLab whether the check compares the host with one lab's requirements, so that another lab may pass it
 */
public record Finding(
        String id,
        Result result,
        String found,
        String meaning,
        String fix,
        @JsonIgnore boolean dependsOnLab) {

    static Finding ok(String id, String found) {
        return new Finding(id, Result.OK, found, "", "", false);
    }

    static Finding warning(String id, String found, String meaning, String fix) {
        return new Finding(id, Result.WARNING, found, meaning, fix, false);
    }

    /** No lab can work on this host. */
    static Finding failed(String id, String found, String meaning, String fix) {
        return new Finding(id, Result.FAILED, found, meaning, fix, false);
    }

    /** The lab that was asked for can't work on this host; others may. */
    static Finding failedForLab(String id, String found, String meaning, String fix) {
        return new Finding(id, Result.FAILED, found, meaning, fix, true);
    }

    static Finding unknown(String id, String found, String meaning, String fix) {
        return new Finding(id, Result.UNKNOWN, found, meaning, fix, false);
    }

    boolean hasFailed() {
        return result == Result.FAILED;
    }
}

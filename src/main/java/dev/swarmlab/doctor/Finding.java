package dev.swarmlab.doctor;

/**
 * What one check found.
 *
 * @param id the check's name, as in {@code ip_vs}
 * @param found what is there, in a few words
 * @param meaning what that means for a lab; empty when all is well
 * @param fix what to do about it, one way a line, with a command where there is one; empty when all is well
 */
public record Finding(String id, Result result, String found, String meaning, String fix) {

    static Finding ok(String id, String found) {
        return new Finding(id, Result.OK, found, "", "");
    }

    static Finding warning(String id, String found, String meaning, String fix) {
        return new Finding(id, Result.WARNING, found, meaning, fix);
    }

    static Finding failed(String id, String found, String meaning, String fix) {
        return new Finding(id, Result.FAILED, found, meaning, fix);
    }

    static Finding unknown(String id, String found, String meaning, String fix) {
        return new Finding(id, Result.UNKNOWN, found, meaning, fix);
    }
}

package dev.swarmlab.doctor;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The result of a check. */
public enum Result {
    OK,
    /** Labs work, but what the check names is missing or at risk. */
    WARNING,
    /**
     * The lab can't work until this is fixed. Whether another lab can depends on the check, see
     * {@link Finding#dependsOnLab}.
     */
    FAILED,
    /** The check could not be made. Labs may work. */
    UNKNOWN;

    /** The constant in lower case, as tables, JSON and YAML show it. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

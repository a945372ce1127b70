package dev.swarmlab.doctor;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a check came to. */
public enum Result {
    OK,
    /** Labs work, with what the finding says missing or at risk. */
    WARNING,
    /** No lab can work before this is fixed. */
    FAILED,
    /** It could not be found out, which stops no lab. */
    UNKNOWN;

    /** As it is shown. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

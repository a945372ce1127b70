package dev.swarmlab.copy;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/** Why a copy failed, for users. */
final class Reasons {

    private static final int SHOWN = 10;

    private Reasons() {}

    static String of(IOException exception) {
        if (exception instanceof AccessDeniedException denied) {
            return denied.getFile() + ": permission denied";
        }
        if (exception instanceof NoSuchFileException missing) {
            return missing.getFile() + ": no such file or folder";
        }
        if (exception instanceof FileSystemException other) {
            return other.getFile() + ": " + other.getReason();
        }
        return String.valueOf(exception.getMessage());
    }

    /** @param files each with its reason; at least one */
    static Failure leftOut(List<String> files) {
        List<String> shown = files.subList(0, Math.min(SHOWN, files.size()));
        return Failure.of(FailureKind.FAILED, "everything was copied except")
                .because(String.join(", ", shown)
                        + (files.size() > SHOWN ? " and " + (files.size() - SHOWN) + " more" : ""));
    }
}

package dev.swarmlab.lab;

import dev.swarmlab.engine.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a lab comes from, kept with it on the engine.
 *
 * @param file the lab file as an absolute path without symbolic links, or what stands for it
 * @param text the lab file as it was written, before variables were put in: they may hold secrets
 * @param owner who ran {@code up}, as in {@code ann@laptop}; empty in labs that an older version made
 */
public record Origin(String file, String text, String owner) {

    /** What is in the labels of a lab's file volume, or of the network of a lab that an older version made. */
    static Optional<Origin> of(Map<String, String> labels) {
        String text = labels.getOrDefault(Labels.DESCRIPTOR, "");
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Origin(labels.getOrDefault(Labels.FILE, ""), text, labels.getOrDefault(Labels.OWNER, "")));
    }

    public Map<String, String> labels() {
        return Map.of(Labels.FILE, file, Labels.DESCRIPTOR, text, Labels.OWNER, owner);
    }

    /** Whether it was read from a file, and not from standard input. */
    public boolean isFile() {
        try {
            return Path.of(file).isAbsolute();
        } catch (InvalidPathException exception) {
            return false;
        }
    }

    /** The file and whose it is, for messages. */
    public String described() {
        return file + (owner.isEmpty() ? "" : " of " + owner);
    }

    /** Whether the file's path means the same on the host of the other's owner. */
    public boolean isOnHostOf(String otherOwner) {
        return owner.isEmpty() || otherOwner.isEmpty() || host(owner).equals(host(otherOwner));
    }

    /**
     * Whether a lab made from the one may be updated from the other: they say the same, or are the same file of the same
     * host, whatever it said before and whichever user asks. Standard input is the same for one user of one host. Files with
     * variables may say different things by the same text.
     */
    public boolean isSameLabAs(Origin other) {
        boolean saysTheSame = text.equals(other.text) && !hasVariables();
        return saysTheSame || (isOnHostOf(other.owner) && isSameFile(other));
    }

    /** Whether it has more dollar signs than those that stand for themselves. */
    private boolean hasVariables() {
        return text.replace("$$", "").contains("$");
    }

    private boolean isSameFile(Origin other) {
        if (!isFile() || !other.isFile()) {
            boolean knownToBeAnother = !owner.isEmpty() && !other.owner.isEmpty() && !owner.equals(other.owner);
            return file.equals(other.file) && !knownToBeAnother;
        }
        try {
            return file.equals(other.file) || Files.isSameFile(Path.of(file), Path.of(other.file));
        } catch (IOException goneByNow) {
            return false;
        }
    }

    private static String host(String owner) {
        return owner.substring(owner.lastIndexOf('@') + 1);
    }
}

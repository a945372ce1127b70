package dev.swarmlab.copy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Builds and lists tar archives, also malicious ones. */
public final class Tar {

    private static final int OF_A_FILE = 0644;
    private static final int OF_A_FOLDER = 0755;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes);

    public Tar folder(String name) {
        return folder(name, OF_A_FOLDER);
    }

    public Tar folder(String name, int mode) {
        TarArchiveEntry entry = new TarArchiveEntry(name + "/", true);
        entry.setMode(mode);
        return put(entry, "");
    }

    public Tar file(String name, String content) {
        return file(name, content, OF_A_FILE);
    }

    public Tar file(String name, String content, int mode) {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setMode(mode);
        return put(entry, content);
    }

    public Tar link(String name, String target) {
        return link(name, TarConstants.LF_SYMLINK, target);
    }

    public Tar hardLink(String name, String target) {
        return link(name, TarConstants.LF_LINK, target);
    }

    public Tar device(String name) {
        return put(new TarArchiveEntry(name, TarConstants.LF_CHR, true), "");
    }

    private Tar link(String name, byte kind, String target) {
        TarArchiveEntry entry = new TarArchiveEntry(name, kind, true);
        entry.setLinkName(target);
        return put(entry, "");
    }

    private Tar put(TarArchiveEntry entry, String content) {
        byte[] data = content.getBytes(StandardCharsets.UTF_8);
        try {
            if (entry.isFile()) {
                entry.setSize(data.length);
            }
            tar.putArchiveEntry(entry);
            tar.write(data);
            tar.closeArchiveEntry();
            return this;
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    public byte[] bytes() {
        try {
            tar.close();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        return bytes.toByteArray();
    }

    /** Each entry by its name: its mode in octal, its owner, and its content or the target of a link. */
    public static Map<String, String> list(byte[] archive) {
        Map<String, String> entries = new TreeMap<>();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new ByteArrayInputStream(archive), StandardCharsets.UTF_8.name())) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String content = entry.isSymbolicLink()
                        ? "-> " + entry.getLinkName()
                        : new String(tar.readAllBytes(), StandardCharsets.UTF_8);
                String mode = entry.isSymbolicLink() ? "" : Integer.toOctalString(entry.getMode() & 07777) + " ";
                entries.put(entry.getName(), (mode + entry.getLongUserId() + " " + content).strip());
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        return entries;
    }
}

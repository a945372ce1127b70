package dev.swarmlab.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A multi-platform image in an archive for {@code docker load}. The image of each platform has one file, which contains
 * the image's name and the architecture.
 *
 * @param digest of the index
 * @param manifests the digest of the manifest of each architecture
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/image-layout.md">OCI image layout</a>
 */
public record PlatformIndex(Path archive, String digest, Map<String, String> manifests) {

    private static final String TYPES = "application/vnd.oci.image.";

    /**
     * Writes an archive.
     *
     * @param folder an empty folder
     * @param present the architectures whose content is in the archive; the index also lists the others
     */
    public static PlatformIndex write(Path folder, String name, List<String> architectures, List<String> present)
            throws IOException {
        Path blobs = Files.createDirectories(folder.resolve("layout/blobs/sha256"));
        Map<String, String> manifests = new TreeMap<>();
        List<String> descriptors = new ArrayList<>();
        for (String architecture : architectures) {
            byte[] manifest = manifest(folder, blobs, name, architecture, present.contains(architecture));
            manifests.put(architecture, "sha256:" + hash(manifest));
            descriptors.add(descriptor(
                    "manifest.v1+json",
                    manifest,
                    ", \"platform\": {\"os\": \"linux\", \"architecture\": \"" + architecture + "\"}"));
        }
        byte[] index = index(descriptors);
        put(blobs, index, true);
        String annotations = ", \"annotations\": {\"io.containerd.image.name\": \"docker.io/" + name + "\"}";
        byte[] root = index(List.of(descriptor("index.v1+json", index, annotations)));
        Files.write(folder.resolve("layout/index.json"), root);
        Files.writeString(folder.resolve("layout/oci-layout"), "{\"imageLayoutVersion\": \"1.0.0\"}");
        Path archive = folder.resolve("image.tar");
        HostProcesses.run("tar", "-C", folder.resolve("layout").toString(), "-cf", archive.toString(), ".");
        return new PlatformIndex(archive, "sha256:" + hash(index), manifests);
    }

    /** The content contains the image's name, since engines store equal content of several images only once. */
    private static byte[] manifest(Path folder, Path blobs, String name, String architecture, boolean isPresent)
            throws IOException {
        Path files = Files.createDirectories(folder.resolve(architecture));
        Files.writeString(files.resolve("image"), name + " " + architecture);
        Path tar = folder.resolve(architecture + ".tar");
        HostProcesses.run("tar", "-C", files.toString(), "-cf", tar.toString(), "image");
        byte[] layer = Files.readAllBytes(tar);
        byte[] configuration = bytes("{\"os\": \"linux\", \"architecture\": \"" + architecture
                + "\", \"config\": {\"Cmd\": [\"/none\"]}, \"rootfs\": {\"type\": \"layers\", \"diff_ids\": [\"sha256:"
                + hash(layer) + "\"]}}");
        byte[] manifest = bytes("{\"schemaVersion\": 2, \"mediaType\": \"" + TYPES + "manifest.v1+json\", \"config\": "
                + descriptor("config.v1+json", configuration, "") + ", \"layers\": ["
                + descriptor("layer.v1.tar", layer, "") + "]}");
        for (byte[] blob : List.of(layer, configuration, manifest)) {
            put(blobs, blob, isPresent);
        }
        return manifest;
    }

    private static byte[] index(List<String> descriptors) {
        return bytes("{\"schemaVersion\": 2, \"mediaType\": \"" + TYPES + "index.v1+json\", \"manifests\": ["
                + String.join(", ", descriptors) + "]}");
    }

    private static String descriptor(String type, byte[] blob, String more) {
        return "{\"mediaType\": \"" + TYPES + type + "\", \"digest\": \"sha256:" + hash(blob) + "\", \"size\": "
                + blob.length + more + "}";
    }

    private static void put(Path blobs, byte[] blob, boolean isPresent) throws IOException {
        if (isPresent) {
            Files.write(blobs.resolve(hash(blob)), blob);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hash(byte[] blob) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(blob));
        } catch (NoSuchAlgorithmException exception) {
            throw new AssertionError("every Java has SHA-256", exception);
        }
    }
}

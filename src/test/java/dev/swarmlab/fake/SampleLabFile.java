package dev.swarmlab.fake;

import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.labfile.reader.LabFileReader;
import dev.swarmlab.labfile.reader.LabFileSource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Lab files for tests, read from YAML. */
public final class SampleLabFile {

    /** Images without a fallback image, so that no recipe is used. */
    private static final String NODE = "node: {image: 'my/node:1'}\n";

    private static final String REGISTRY = "registry: {image: 'my/registry:1'}\n";

    private SampleLabFile() {}

    /**
     * A lab file of the lab {@code lab} with images that have no fallback image.
     *
     * @param rest more keys in YAML
     */
    public static LabFile lab(String rest) {
        String name = rest.startsWith("name: ") ? "" : "name: lab\n";
        return of(name + NODE + (rest.contains("registry: {") ? "" : REGISTRY) + rest);
    }

    /** A lab file from a complete YAML text. */
    public static LabFile of(String yaml) {
        return new LabFileReader(Map.of(), Path.of(""))
                .readOrFail(new LabFileSource.StandardInput(
                        new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))))
                .labFile();
    }
}

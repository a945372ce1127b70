package dev.swarmlab.fake;

import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.labfile.reader.LabFileReader;
import dev.swarmlab.labfile.reader.LabFileSource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Descriptors as a user would write them. */
public final class Descriptors {

    /** Images that nothing stands in for, so that no recipe is asked for. */
    private static final String IMAGES = "node: {image: 'my/node:1'}\nregistry: {image: 'my/registry:1'}\n";

    private Descriptors() {}

    /** A valid descriptor of the lab {@code lab} with images of the user's own, and this beside. */
    public static LabFile lab(String rest) {
        return of("name: lab\n" + IMAGES + rest);
    }

    public static LabFile of(String yaml) {
        return new LabFileReader(Map.of(), Path.of(""))
                .readOrFail(new LabFileSource.StandardInput(
                        new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))))
                .labFile();
    }
}

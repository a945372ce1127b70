package dev.swarmlab.fake;

import dev.swarmlab.descriptor.DescriptorReader;
import dev.swarmlab.descriptor.DescriptorSource;
import dev.swarmlab.descriptor.LabDescriptor;
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
    public static LabDescriptor lab(String rest) {
        return of("name: lab\n" + IMAGES + rest);
    }

    public static LabDescriptor of(String yaml) {
        return new DescriptorReader(Map.of(), Path.of(""))
                .readOrFail(new DescriptorSource.StandardInput(
                        new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))))
                .descriptor();
    }
}

package dev.swarmlab.labfile.reader;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swarmlab.labfile.BuildSource;
import dev.swarmlab.labfile.ImageReference;
import dev.swarmlab.labfile.LabImage;
import dev.swarmlab.labfile.RepositoryPath;
import dev.swarmlab.yaml.ConfigValue;
import dev.swarmlab.yaml.Field;
import dev.swarmlab.yaml.MappingSchema;
import dev.swarmlab.yaml.Messages;
import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.ShortOrLongSchema;
import dev.swarmlab.yaml.Values;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An image of the lab: its reference, or a mapping with the reference and the source that it is built from. */
record LabImageSchema() implements Schema<LabImage> {

    private static final Field<String> IMAGE =
            Field.required("image", new ImageSchema(), "The image reference, such as swarmlab/echo:latest.");
    private static final Field<BuildSource> BUILD = Field.optional(
            "build",
            new BuildSourceSchema(),
            "The folder with a Dockerfile or a recipe that the image is built from, or a mapping with build arguments"
                    + " too.");

    private static final Map<String, String> HINTS =
            Map.of("name", "did you mean `image`?", "context", "did you mean `build`?");

    private static final Schema<LabImage> SCHEMA = new ShortOrLongSchema<>(
            new ImageSchema().map(image -> new LabImage(image, null)),
            new MappingSchema<>(
                    "{image: my/echo:latest, build: ./echo}", List.of(IMAGE, BUILD), HINTS, LabImageSchema::build));

    private static LabImage build(Values values) {
        LabImage image = new LabImage(values.get(IMAGE), values.find(BUILD));
        if (image.build() != null) {
            values.requireUnique(BUILD, UniqueInLab.BuiltImage.of(image.image(), image.build()));
        }
        return image;
    }

    @Override
    public @Nullable LabImage read(ConfigValue value) {
        LabImage image = value.as(SCHEMA);
        if (image == null) {
            return null;
        }
        ImageReference reference = ImageReference.parse(image.image()).orElseThrow();
        if (image.build() != null && reference.digest() != null) {
            return value.problem(
                    "can't build " + Messages.quote(image.image()),
                    "an image with a digest can't be built; use a tag instead");
        }
        value.context()
                .requireUnique(
                        new UniqueInLab.Image(reference.toString()),
                        value.yaml().position());
        value.context()
                .requireUnique(
                        new UniqueInLab.RegistryName(RepositoryPath.of(image.image()), reference.toString()),
                        value.yaml().position());
        return image;
    }

    @Override
    public ObjectNode jsonSchema() {
        return SCHEMA.jsonSchema();
    }
}

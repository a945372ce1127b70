package dev.swarmlab.descriptor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An image of the lab: its reference, or a mapping that also says what it is built from. */
record LabImageShape() implements Shape<LabImage> {

    private static final Field<String> IMAGE =
            Field.required("image", new ImageShape(), "The image's reference, such as swarmlab/echo:latest.");
    private static final Field<BuildSource> BUILD = Field.optional(
            "build",
            new BuildSourceShape(),
            "What the image is built from: a folder with a Dockerfile or a recipe, or that and build arguments.");

    private static final Map<String, String> OTHER_WORDS =
            Map.of("name", "did you mean `image`?", "context", "did you mean `build`?");

    private static final Shape<LabImage> SHAPE = new ShortOrLong<>(
            TextShape.from(new ImageShape(), image -> new LabImage(image, null)),
            new MappingShape<>(
                    "{image: my/echo:latest, build: ./echo}",
                    List.of(IMAGE, BUILD),
                    OTHER_WORDS,
                    LabImageShape::build));

    private static LabImage build(Values values) {
        LabImage image = new LabImage(values.get(IMAGE), values.find(BUILD));
        if (image.build() != null) {
            values.claim(BUILD, Claim.BuiltImage.of(image.image(), image.build()));
        }
        return image;
    }

    @Override
    public @Nullable LabImage read(Written written) {
        LabImage image = written.as(SHAPE);
        if (image == null) {
            return null;
        }
        ImageReference reference = ImageReference.parse(image.image()).orElseThrow();
        if (image.build() != null && reference.digest() != null) {
            return written.problem(
                    "can't build " + Quote.of(image.image()), "a digest can't be built; name a tag instead");
        }
        written.page()
                .claim(new Claim.Image(reference.toString()), written.yaml().place());
        return image;
    }

    @Override
    public ObjectNode schema() {
        return SHAPE.schema();
    }
}

package dev.swarmlab.provision;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineImage;
import dev.swarmlab.engine.ListedImage;
import dev.swarmlab.report.ByteSize;
import dev.swarmlab.report.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An image of an archive.
 *
 * @param image its name, or its id if it has none
 * @param bytes its size on the engine, with what it shares with other images; null when the engine does not tell
 */
public record ArchivedImage(String image, @Nullable Long bytes) {

    /** Images that the engine has, sorted by name. */
    static List<ArchivedImage> of(Engine engine, List<String> names) {
        Map<String, Long> sizes = engine.images().stream()
                .collect(Collectors.toMap(ListedImage::id, ListedImage::bytes, (one, other) -> one));
        return names.stream()
                .sorted()
                .map(name -> new ArchivedImage(name, size(engine.image(name), sizes)))
                .toList();
    }

    private static @Nullable Long size(Optional<EngineImage> image, Map<String, Long> sizes) {
        return image.map(EngineImage::id).map(sizes::get).orElse(null);
    }

    public static String table(List<ArchivedImage> images) {
        Table table = new Table("IMAGE", "SIZE");
        images.forEach(image -> table.row(
                image.image(),
                Optional.ofNullable(image.bytes()).map(ByteSize::text).orElse("unknown")));
        return table.text();
    }
}

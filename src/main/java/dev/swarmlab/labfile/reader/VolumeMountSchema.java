package dev.swarmlab.labfile.reader;

import dev.swarmlab.labfile.VolumeMount;
import dev.swarmlab.yaml.ConfigValue;
import dev.swarmlab.yaml.Messages;
import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.TextSchema;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A mount: {@code SOURCE:/target[:ro|:rw]}. */
final class VolumeMountSchema {

    // The source is as short as possible, but it can contain colons, as after a drive letter.
    private static final Pattern FORM = Pattern.compile("(?<source>.+?):(?<target>/[^:]*)(?::(?<mode>ro|rw))?");
    private static final String ADVICE = "write SOURCE:/TARGET or SOURCE:/TARGET:ro, as in ../stack:/stack";

    /** Folders that the node needs. A mount on, above or below one of them would break it. */
    private static final List<String> FOLDERS_OF_NODE =
            List.of("/var/lib/docker", "/certs", "/proc", "/sys", "/dev", "/run", "/var/run");

    private VolumeMountSchema() {}

    static Schema<VolumeMount> schema() {
        return TextSchema.parsed("^.+:/[^:]*(:(ro|rw))?$", VolumeMountSchema::parse);
    }

    private static @Nullable VolumeMount parse(String text, ConfigValue value) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return value.problem("can't be " + Messages.quote(text), ADVICE);
        }
        Path source = HostPathSchema.existing(matcher.group("source"), value);
        String target = target(matcher.group("target"), value);
        return source == null || target == null
                ? null
                : new VolumeMount(source, target, "ro".equals(matcher.group("mode")));
    }

    private static @Nullable String target(String text, ConfigValue value) {
        List<String> parts = List.of(text.split("/", -1));
        if (parts.contains("..") || parts.contains(".")) {
            return value.problem(
                    "has `.` or `..` in its target " + Messages.quote(text), "write the target without them");
        }
        String target = text.replaceAll("/+", "/").replaceAll("(?<=.)/$", "");
        for (String needed : FOLDERS_OF_NODE) {
            if (isWithin(target, needed) || isWithin(needed, target)) {
                return value.problem(
                        "can't have the target " + Messages.quote(target) + ", because the node needs " + needed
                                + " itself",
                        "mount it at another target, as in /stack");
            }
        }
        value.context()
                .requireUnique(new UniqueInLab.MountTarget(target), value.yaml().position());
        return target;
    }

    private static boolean isWithin(String inner, String outer) {
        return outer.equals("/") || inner.equals(outer) || inner.startsWith(outer + "/");
    }
}

package dev.swarmlab.cli;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.Origin;
import dev.swarmlab.labfile.Availability;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.labfile.NodeGroup;
import dev.swarmlab.labfile.Overrides;
import dev.swarmlab.labfile.reader.LabFileReader;
import dev.swarmlab.labfile.reader.LabFileSource;
import dev.swarmlab.labfile.reader.ReadResult;
import dev.swarmlab.plan.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * The lab file of a lab with another number of managers or workers, which becomes an override of the lab. The text is
 * that of the last {@code up}, so that nothing but the number of nodes changes.
 */
final class NodeCount {

    private final LabFileReader reader;
    private final Origin origin;

    NodeCount(LabFileReader reader, Origin origin) {
        this.reader = reader;
        this.origin = origin;
    }

    /** A lab file with the origin that is recorded for it. */
    record Changed(LabFile labFile, Origin origin) {}

    /** The lab with one more worker, or with two more managers, since their number must be odd. */
    Changed withMore(Role role) {
        return withCount(role, count(role, labFile()) + (role == Role.MANAGER ? 2 : 1));
    }

    /**
     * The lab without nodes.
     *
     * @param names names of nodes of the lab, at least one
     * @throws Failure when they are not the last managers or workers, or when the number of managers would be even
     */
    Changed without(List<String> names) {
        LabFile labFile = labFile();
        Changed changed = new Changed(labFile, origin);
        for (Role role : List.of(Role.MANAGER, Role.WORKER)) {
            Set<String> named = new TreeSet<>(
                    names.stream().filter(name -> name.startsWith(role.word())).toList());
            if (named.isEmpty()) {
                continue;
            }
            int left = count(role, labFile) - named.size();
            Set<String> last = new TreeSet<>();
            for (int number = Math.max(1, left + 1); number <= count(role, labFile); number++) {
                last.add(name(role, number));
            }
            if (!last.equals(named)) {
                throw notTheLast(role, named, last);
            }
            if (role == Role.MANAGER && left % 2 == 0) {
                throw Failure.of(FailureKind.WRONG_INPUT, "the number of managers must be odd, not " + left)
                        .because("an even number survives no more losses than the odd number before it")
                        .advise(
                                left == 0
                                        ? "To remove the lab, run: swarmlab down " + labFile.name()
                                        : "Remove two managers: swarmlab node rm --lab " + labFile.name() + " "
                                                + name(role, left) + " " + String.join(" ", named));
            }
            changed = new NodeCount(reader, changed.origin()).withCount(role, left);
        }
        return changed;
    }

    private Failure notTheLast(Role role, Set<String> named, Set<String> last) {
        String lab = labFile().name();
        return Failure.of(FailureKind.WRONG_INPUT, "only the last " + role.word() + "s of a lab can be removed")
                .because(String.join(" ", last) + (last.size() == 1 ? " is" : " are") + " the last")
                .advise("Remove " + (last.size() == 1 ? "it" : "them") + " with: swarmlab node rm --lab " + lab + " "
                        + String.join(" ", last) + "\nTo give " + String.join(" ", named)
                        + " no tasks, run: swarmlab node drain --lab " + lab + " " + String.join(" ", named));
    }

    /** As the plan names nodes. */
    private static String name(Role role, int number) {
        return role == Role.MANAGER && number == 1 ? role.word() : "%s%02d".formatted(role.word(), number);
    }

    private LabFile labFile() {
        return read(origin.overrides()).labFile();
    }

    private static int count(Role role, LabFile labFile) {
        return role == Role.MANAGER ? labFile.managerCount() : labFile.workerCount();
    }

    private ReadResult.Valid read(Overrides overrides) {
        return reader.readOrFail(new LabFileSource.Kept(origin.file(), origin.text()), overrides);
    }

    private Changed withCount(Role role, int count) {
        LabFile before = labFile();
        String key = role.word() + "s";
        List<NodeGroup> groups = role == Role.MANAGER ? before.managers() : before.workers();
        if (!groups.stream().allMatch(group -> isPlain(group, before))) {
            throw Failure.of(FailureKind.FAILED, "can't change the number of " + key)
                    .because("the lab file gives settings or labels to groups of " + key)
                    .advise("Change the `count` of a group in the lab file, then run: swarmlab up "
                            + origin.arguments());
        }
        List<String> settings = new ArrayList<>(origin.overrides().settings());
        settings.removeIf(setting -> setting.startsWith(key + "="));
        Overrides ofFile = origin.overrides().with(settings);
        OptionalInt countOfFile = countOfFile(role, ofFile);
        if (countOfFile.isEmpty() || countOfFile.getAsInt() != count) {
            settings.add(key + "=" + count);
        }
        Overrides overrides = origin.overrides().with(settings);
        return new Changed(
                read(overrides).labFile(), new Origin(origin.file(), origin.text(), origin.owner(), overrides));
    }

    /** Empty when the file is valid only with the override. */
    private OptionalInt countOfFile(Role role, Overrides overrides) {
        ReadResult reading = reader.read(new LabFileSource.Kept(origin.file(), origin.text()), overrides);
        return reading instanceof ReadResult.Valid valid
                ? OptionalInt.of(count(role, valid.labFile()))
                : OptionalInt.empty();
    }

    /** Whether a number without a group means the same. */
    private static boolean isPlain(NodeGroup group, LabFile labFile) {
        return group.labels().isEmpty()
                && group.availability() == Availability.ACTIVE
                && group.settings().equals(labFile.node());
    }
}

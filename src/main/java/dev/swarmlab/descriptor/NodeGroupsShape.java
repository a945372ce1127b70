package dev.swarmlab.descriptor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The nodes of one role: a number, or a list of groups. */
final class NodeGroupsShape implements Shape<List<GroupDraft>> {

    private final int most;
    private final boolean odd;
    private final String advice;
    private final Shape<List<GroupDraft>> shape;

    private NodeGroupsShape(int least, int most, boolean odd, String advice) {
        this.most = most;
        this.odd = odd;
        this.advice = advice;
        this.shape = new ShortOrLong<>(
                new CountShape(new WholeNumberShape(least, most, advice)),
                new ListShape<>(GroupDraft.shape(), least, "a number or a list of groups, as in [{count: 3}]"));
    }

    static NodeGroupsShape managers() {
        return new NodeGroupsShape(
                1, 7, true, "write 1, 3, 5 or 7: a swarm of n managers survives the loss of (n-1)/2");
    }

    static NodeGroupsShape workers() {
        return new NodeGroupsShape(0, 200, false, "write a number from 0 to 200");
    }

    @Override
    public @Nullable List<GroupDraft> read(Written written) {
        List<GroupDraft> groups = written.as(shape);
        if (groups == null) {
            return null;
        }
        int total = groups.stream().mapToInt(GroupDraft::count).sum();
        if (total > most) {
            return written.problem("must be at most " + most + " together, not " + total, advice);
        }
        return odd && total % 2 == 0 ? written.problem("must be an odd number, " + total + " is even", advice) : groups;
    }

    @Override
    public ObjectNode schema() {
        return shape.schema();
    }

    private record CountShape(Shape<Integer> number) implements Shape<List<GroupDraft>> {

        @Override
        public @Nullable List<GroupDraft> read(Written written) {
            Integer count = number.read(written);
            if (count == null) {
                return null;
            }
            return count == 0 ? List.of() : List.of(GroupDraft.of(count));
        }

        @Override
        public ObjectNode schema() {
            return number.schema();
        }
    }
}

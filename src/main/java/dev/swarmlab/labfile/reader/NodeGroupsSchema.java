package dev.swarmlab.labfile.reader;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swarmlab.yaml.ConfigValue;
import dev.swarmlab.yaml.ListSchema;
import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.ShortOrLongSchema;
import dev.swarmlab.yaml.WholeNumberSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The nodes of one role: a number, or a list of groups. */
final class NodeGroupsSchema implements Schema<List<NodeGroupSpec>> {

    private final int most;
    private final boolean odd;
    private final String advice;
    private final Schema<List<NodeGroupSpec>> schema;

    private NodeGroupsSchema(int least, int most, boolean odd, String advice) {
        this.most = most;
        this.odd = odd;
        this.advice = advice;
        this.schema = new ShortOrLongSchema<>(
                new CountShape(new WholeNumberSchema(least, most, advice)),
                new ListSchema<>(NodeGroupSpec.schema(), least, "a number or a list of groups, as in [{count: 3}]"));
    }

    static NodeGroupsSchema managers() {
        return new NodeGroupsSchema(
                1, 7, true, "write 1, 3, 5 or 7: a swarm of n managers survives the loss of (n-1)/2");
    }

    static NodeGroupsSchema workers() {
        return new NodeGroupsSchema(0, 200, false, "write a number from 0 to 200");
    }

    @Override
    public @Nullable List<NodeGroupSpec> read(ConfigValue value) {
        List<NodeGroupSpec> groups = value.as(schema);
        if (groups == null) {
            return null;
        }
        int total = groups.stream().mapToInt(NodeGroupSpec::count).sum();
        if (total > most) {
            return value.problem("must be at most " + most + " together, not " + total, advice);
        }
        return odd && total % 2 == 0 ? value.problem("must be an odd number, " + total + " is even", advice) : groups;
    }

    @Override
    public ObjectNode jsonSchema() {
        return schema.jsonSchema();
    }

    private record CountShape(Schema<Integer> number) implements Schema<List<NodeGroupSpec>> {

        @Override
        public @Nullable List<NodeGroupSpec> read(ConfigValue value) {
            Integer count = number.read(value);
            if (count == null) {
                return null;
            }
            return count == 0 ? List.of() : List.of(NodeGroupSpec.of(count));
        }

        @Override
        public ObjectNode jsonSchema() {
            return number.jsonSchema();
        }
    }
}

package dev.swarmlab.labfile.reader;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swarmlab.yaml.ConfigValue;
import dev.swarmlab.yaml.ListSchema;
import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.ShortOrLongSchema;
import dev.swarmlab.yaml.WholeNumberSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The nodes of one role: a number, or a list of groups. The total is limited. */
final class NodeGroupsSchema implements Schema<List<NodeGroupSpec>> {

    private final int max;
    private final boolean odd;
    private final String advice;
    private final Schema<List<NodeGroupSpec>> schema;

    private NodeGroupsSchema(int min, int max, boolean odd, String advice) {
        this.max = max;
        this.odd = odd;
        this.advice = advice;
        this.schema = new ShortOrLongSchema<>(
                new WholeNumberSchema(min, max, advice).map(NodeGroupsSchema::groups),
                new ListSchema<>(NodeGroupSpec.schema(), min, "a number or a list of groups, as in [{count: 3}]"));
    }

    private static List<NodeGroupSpec> groups(int count) {
        return count == 0 ? List.of() : List.of(NodeGroupSpec.of(count));
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
        if (total > max) {
            return value.problem("must be at most " + max + " in total, not " + total, advice);
        }
        return odd && total % 2 == 0 ? value.problem("must be an odd number, " + total + " is even", advice) : groups;
    }

    @Override
    public ObjectNode jsonSchema() {
        return schema.jsonSchema();
    }
}

package dev.swarmlab.labfile.reader;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swarmlab.yaml.ConfigValue;
import dev.swarmlab.yaml.JsonSchemas;
import dev.swarmlab.yaml.Messages;
import dev.swarmlab.yaml.ScalarKind;
import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.YamlNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** An amount of processor time, 1.5 being one and a half processors. */
record CpusSchema() implements Schema<BigDecimal> {

    /** Docker takes no less. */
    private static final BigDecimal LEAST = new BigDecimal("0.01");

    private static final BigDecimal MOST = new BigDecimal(512);

    @Override
    public @Nullable BigDecimal read(ConfigValue value) {
        String advice = "write a number, as in 0.5 or 2";
        if (!(value.yaml() instanceof YamlNode.Scalar scalar)
                || !(scalar.canBe(ScalarKind.INTEGER) || scalar.canBe(ScalarKind.DECIMAL))) {
            return value.wrongKind("a number", advice);
        }
        BigDecimal number = number(scalar.text());
        return number == null || number.compareTo(LEAST) < 0 || number.compareTo(MOST) > 0
                ? value.problem(
                        "must be from " + LEAST + " to " + MOST + ", not " + Messages.quote(scalar.text()), advice)
                : number.stripTrailingZeros();
    }

    private static @Nullable BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException exponentBeyondAllBounds) {
            return null;
        }
    }

    @Override
    public ObjectNode jsonSchema() {
        return JsonSchemas.orVariable(
                JsonSchemas.ofType("number").put("minimum", LEAST).put("maximum", MOST));
    }
}

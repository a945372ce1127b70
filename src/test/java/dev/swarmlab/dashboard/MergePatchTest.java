package dev.swarmlab.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergePatchTest {

    /** The algorithm of RFC 7396, section 2. */
    static JsonNode merge(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode merged = target.isObject() ? target.deepCopy() : JsonNodeFactory.instance.objectNode();
        patch.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                merged.remove(field.getKey());
            } else {
                merged.set(field.getKey(), merge(merged.path(field.getKey()), field.getValue()));
            }
        });
        return merged;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    {} | {} | {}
                    {'a': 'b'} | {'a': 'b'} | {}
                    {'a': 'b'} | {'a': 'c'} | {'a': 'c'}
                    {'a': 'b'} | {'a': 'b', 'b': 'c'} | {'b': 'c'}
                    {'a': 'b'} | {} | {'a': null}
                    {'a': 'b', 'b': 'c'} | {'b': 'c'} | {'a': null}
                    {'a': ['b']} | {'a': 'c'} | {'a': 'c'}
                    {'a': 'c'} | {'a': ['b']} | {'a': ['b']}
                    {'a': [{'b': 'c'}]} | {'a': [1]} | {'a': [1]}
                    {'a': [1, 2]} | {'a': [2, 1]} | {'a': [2, 1]}
                    {'a': {'b': 'c'}} | {'a': {'b': 'd'}} | {'a': {'b': 'd'}}
                    {'a': {'b': 'c', 'd': 'e'}} | {'a': {'d': 'e'}} | {'a': {'b': null}}
                    {'a': {'b': 'c'}} | {'a': {}} | {'a': {'b': null}}
                    {'a': {'b': 'c'}} | {'a': 1} | {'a': 1}
                    {'a': 1} | {'a': {'b': 'c'}} | {'a': {'b': 'c'}}
                    {'a': 1} | {'a': {}} | {'a': {}}
                    {} | {'a': {'b': {}}} | {'a': {'b': {}}}
                    {'a': {'b': {'c': 1}}, 'd': 2} | {'a': {'b': {'c': 1, 'e': [3]}}} | {'a': {'b': {'e': [3]}}, 'd': null}
                    {'a': true, 'b': 0, 'c': ''} | {'a': false, 'b': 0, 'c': 'x'} | {'a': false, 'c': 'x'}
                    """)
    void the_patch_turns_the_first_object_into_the_second(String before, String after, String patch) {
        JsonNode calculated = MergePatch.between(parsed(before), parsed(after));

        assertThat(calculated).isEqualTo(parsed(patch));
        assertThat(merge(parsed(before), calculated)).isEqualTo(parsed(after));
    }

    private static JsonNode parsed(String json) {
        try {
            return new ObjectMapper().readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException exception) {
            throw new IllegalArgumentException(json, exception);
        }
    }
}

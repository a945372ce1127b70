package dev.swarmlab.copy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopyEndTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -                 | Archive[]
            .                 | OnThisMachine[path=.]
            ./a:b             | OnThisMachine[path=./a:b]
            /tmp/a:b          | OnThisMachine[path=/tmp/a:b]
            folder/a:b        | OnThisMachine[path=folder/a:b]
            C:\\Users         | OnThisMachine[path=C:\\Users]
            C:/Users          | OnThisMachine[path=C:/Users]
            manager:/tmp/site | InNode[node=manager, path=/tmp/site]
            worker01:tmp      | InNode[node=worker01, path=/tmp]
            worker01:         | InNode[node=worker01, path=/]
            worker01:/a:b     | InNode[node=worker01, path=/a:b]
            worker01:/tmp/.   | InNode[node=worker01, path=/tmp/.]
            """)
    void a_colon_separates_a_node_from_a_path(String typed, String end) {
        assertThat(CopyEnd.of(typed)).hasToString(end);
    }
}

package dev.swarmlab.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.progress.Step;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StepSummaryTest {

    private static final Duration TIME = Duration.ofMillis(1_340);

    /** Where the text begins that follows the title. */
    private static final int TEXT_COLUMN = 20;

    @ParameterizedTest
    @EnumSource(Step.class)
    void the_texts_of_all_steps_begin_in_one_column(Step step) {
        StepSummary summary = new StepSummary(step, 1);
        summary.add("manager", "detail");

        assertThat(summary.line(TIME).indexOf("manager")).isEqualTo(TEXT_COLUMN);
        assertThat(summary.lines(TIME).indexOf("detail")).isEqualTo(TEXT_COLUMN);
        assertThat(summary.failure("manager").indexOf("failed: manager")).isEqualTo(TEXT_COLUMN);
        assertThat(summary.line(TIME)).hasSizeLessThanOrEqualTo(75).endsWith(" 1.3 s");
    }

    @Test
    void an_image_that_is_used_instead_of_another_has_a_line_below_the_text_of_the_step() {
        StepSummary summary = new StepSummary(Step.IMAGES, 2);
        summary.add("my/app:1", "");
        summary.add("docker:29-dind", "using swarmlab/node:trixie instead of docker:29-dind");

        String[] lines = summary.lines(TIME).split("\\R");

        assertThat(lines).hasSize(2);
        assertThat(lines[0]).startsWith("images              2 of 2");
        assertThat(lines[1].strip()).isEqualTo("using swarmlab/node:trixie instead of docker:29-dind");
        assertThat(lines[1].indexOf("using")).isEqualTo(TEXT_COLUMN + "✓ ".length());
    }
}

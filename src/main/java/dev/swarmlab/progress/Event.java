package dev.swarmlab.progress;

import java.time.Duration;

/** What happens while a command runs. */
public sealed interface Event {

    /** The events that follow are about this lab. */
    record LabNamed(String lab) implements Event {}

    /** A step has begun, for this number of subjects. */
    record StepBegan(Step step, int subjects) implements Event {}

    /** A step is done for one subject, as in "worker02". The detail may be empty. */
    record SubjectDone(Step step, String subject, String detail) implements Event {}

    /** A step is done for all its subjects. */
    record StepDone(Step step, Duration took) implements Event {}

    /** A step failed for one subject. */
    record StepFailed(Step step, String subject) implements Event {}

    /** A message for the user that belongs to no step. */
    record Said(String text) implements Event {}
}

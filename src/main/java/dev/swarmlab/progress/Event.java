package dev.swarmlab.progress;

import java.time.Duration;

/** Something that happened while a command worked, for whoever shows it. */
public sealed interface Event {

    /** The events that follow are about this lab. */
    record LabNamed(String lab) implements Event {}

    /** A step has begun; it will be done for so many subjects. */
    record StepBegan(Step step, int subjects) implements Event {}

    /** A step is done for one subject, as in "worker02". {@code detail} may be empty. */
    record SubjectDone(Step step, String subject, String detail) implements Event {}

    /** A step is done for all its subjects. */
    record StepDone(Step step, Duration took) implements Event {}

    /** A step did not work. */
    record StepFailed(Step step, String subject) implements Event {}

    /** Something that the user should know and that is no step of its own. */
    record Said(String text) implements Event {}
}

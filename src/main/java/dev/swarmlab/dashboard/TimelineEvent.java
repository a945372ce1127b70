package dev.swarmlab.dashboard;

import dev.swarmlab.swarm.SwarmChange;
import java.util.Locale;

/**
 * An event of the timeline, in the form in which it is sent to browsers.
 *
 * @param number counts the events of the dashboard from 1
 * @param at RFC 3339, UTC
 * @param kind {@code node}, {@code service}, {@code task} or {@code lab}
 * @param tone {@code good}, {@code bad} or {@code neutral}
 * @param subject the name of the node, service, task or lab
 * @param id the id of the node, service or task, or the lab's name
 * @param text what happened, without the subject: {@code is down}
 */
record TimelineEvent(
        long number, String at, String lab, String kind, String tone, String subject, String id, String text) {

    /** Something that happened, before it gets its number and time. */
    record Change(String kind, SwarmChange.Tone tone, String subject, String id, String text) {

        static Change of(SwarmChange change) {
            return new Change(
                    change.kind().name().toLowerCase(Locale.ROOT),
                    change.tone(),
                    change.subject(),
                    change.id(),
                    change.message());
        }

        static Change ofNode(String name, SwarmChange.Tone tone, String text) {
            return new Change("node", tone, name, name, text);
        }

        static Change ofLab(String name, SwarmChange.Tone tone, String text) {
            return new Change("lab", tone, name, name, text);
        }
    }

    static TimelineEvent of(long number, String at, String lab, Change change) {
        return new TimelineEvent(
                number,
                at,
                lab,
                change.kind(),
                change.tone().name().toLowerCase(Locale.ROOT),
                change.subject(),
                change.id(),
                change.text());
    }
}

package dev.swarmlab.dashboard;

import dev.swarmlab.swarm.SwarmChange;
import java.util.Locale;

/**
 * An entry of the time line.
 *
 * @param number counts up, one by one
 * @param at RFC 3339, UTC
 * @param kind {@code node}, {@code service}, {@code task} or {@code lab}
 * @param tone {@code good}, {@code bad} or {@code neutral}
 * @param subject the name of what it happened to
 * @param id the id of what it happened to
 * @param text what happened, as what follows the name
 */
record TimelineEvent(
        long number, String at, String lab, String kind, String tone, String subject, String id, String text) {

    /** Something that has happened, before it has its place on the time line. */
    record News(String kind, SwarmChange.Tone tone, String subject, String id, String text) {

        static News of(SwarmChange change) {
            return new News(
                    change.kind().name().toLowerCase(Locale.ROOT),
                    change.tone(),
                    change.subject(),
                    change.id(),
                    change.words());
        }

        static News ofNode(String name, SwarmChange.Tone tone, String text) {
            return new News("node", tone, name, name, text);
        }

        static News ofLab(String name, SwarmChange.Tone tone, String text) {
            return new News("lab", tone, name, name, text);
        }
    }

    static TimelineEvent of(long number, String at, String lab, News news) {
        return new TimelineEvent(
                number,
                at,
                lab,
                news.kind(),
                news.tone().name().toLowerCase(Locale.ROOT),
                news.subject(),
                news.id(),
                news.text());
    }
}

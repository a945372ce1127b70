package dev.swarmlab.dashboard;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.swarm.SwarmChange;
import dev.swarmlab.swarm.SwarmChange.Tone;
import dev.swarmlab.swarm.SwarmView;
import dev.swarmlab.view.LabView;
import dev.swarmlab.view.LabViewBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of one lab, from its managers and from the engine that carries it. */
final class LabState {

    private static final SwarmSnapshot NOTHING = new SwarmSnapshot(new SwarmView(List.of(), List.of(), List.of()), List.of());
    private static final String FIRST_LOOK = "the managers are being asked";

    private final String lab;
    private final StatePublisher publisher;
    private final LabViewBuilder viewBuilder;
    private List<EngineContainer> containers = List.of();
    private SwarmSnapshot last = NOTHING;
    private String trouble = FIRST_LOOK;
    private String engineTrouble = "";
    private boolean missed;
    private @Nullable LabView shown;

    LabState(String lab, StatePublisher publisher) {
        this.lab = lab;
        this.publisher = publisher;
        this.viewBuilder = new LabViewBuilder(lab);
    }

    synchronized void saw(SwarmSnapshot look) {
        if (trouble.isEmpty() && look.equals(last)) {
            return;
        }
        List<TimelineEvent.News> news = new ArrayList<>();
        if (missed) {
            missed = false;
            news.add(TimelineEvent.News.ofLab(lab, Tone.GOOD, "is seen again: a manager answers"));
        }
        // Of the first look everything would be news.
        if (!last.view().nodes().isEmpty()) {
            SwarmChange.between(last.view(), look.view()).forEach(change -> news.add(TimelineEvent.News.of(change)));
        }
        last = look;
        trouble = "";
        show(news);
    }

    /** Nobody tells anything of the swarm any more: the last that is known stays, with the reason. */
    synchronized void lost(String reason) {
        if (reason.equals(trouble)) {
            return;
        }
        boolean wasSeen = trouble.isEmpty();
        trouble = reason;
        missed |= wasSeen;
        show(wasSeen ? List.of(TimelineEvent.News.ofLab(lab, Tone.BAD, "is not seen any more: " + reason)) : List.of());
    }

    /** The containers of its nodes, as the engine shows them. */
    synchronized void carriedBy(List<EngineContainer> nodes) {
        List<TimelineEvent.News> news = containers.isEmpty() ? List.of() : between(containers, nodes);
        containers = List.copyOf(nodes);
        engineTrouble = "";
        show(news);
    }

    /** Nobody knows what becomes of its containers. Its managers may answer all the same. */
    synchronized void engineLost(String reason) {
        engineTrouble = reason;
        show(List.of());
    }

    synchronized List<EngineContainer> containers() {
        return containers;
    }

    private static List<TimelineEvent.News> between(List<EngineContainer> before, List<EngineContainer> after) {
        Map<String, String> states = new HashMap<>();
        before.forEach(container -> states.put(container.label(Labels.NODE), container.state()));
        List<TimelineEvent.News> news = new ArrayList<>();
        for (EngineContainer container : after) {
            String name = container.label(Labels.NODE);
            String was = states.remove(name);
            if (!container.state().equals(was)) {
                news.add(TimelineEvent.News.ofNode(
                        name, container.isRunning() ? Tone.GOOD : Tone.BAD, words(container)));
            }
        }
        states.keySet().forEach(name -> news.add(TimelineEvent.News.ofNode(name, Tone.NEUTRAL, "was removed")));
        return news;
    }

    private static String words(EngineContainer container) {
        return switch (container.state()) {
            case "running" -> "is switched on";
            case "exited", "dead" -> "is switched off";
            case "paused" -> "is frozen";
            case "created" -> "is made";
            default -> "is " + container.state();
        };
    }

    private void show(List<TimelineEvent.News> news) {
        LabView picture = viewBuilder.paint(
                last.view(), last.networks(), containers, engineTrouble.isEmpty() ? trouble : engineTrouble);
        if (!picture.equals(shown) || !news.isEmpty()) {
            shown = picture;
            publisher.show(picture, news);
        }
    }
}

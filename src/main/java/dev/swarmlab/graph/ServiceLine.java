package dev.swarmlab.graph;

import dev.swarmlab.view.ServiceView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a colour stands for: a service, how much of it runs, and where it can be reached. */
record ServiceLine(ServiceView service, int width) implements Component {

    private static final int SWATCH = 14;
    private static final int INDENTATION = SWATCH + 8;

    @Override
    public int height() {
        return facts().isEmpty() ? 20 : 34;
    }

    @Override
    public void draw(SvgWriter svg, int x, int y, int givenHeight) {
        svg.open("g").title(details());
        String colour = Palette.of(service.colour()).code();
        svg.box(x, y + 2, SWATCH, SWATCH, 4, colour, colour, false);
        TextStyle counting = Theme.NAME.in(isComplete() ? Theme.MUTED : Theme.BAD);
        counting.drawBefore(svg, x + width, y + 13, width, service.count());
        int room = width - INDENTATION - counting.width(service.count()) - 8;
        Theme.NAME.draw(svg, x + INDENTATION, y + 13, room, service.shortName());
        if (!facts().isEmpty()) {
            Theme.SMALL.draw(svg, x + INDENTATION, y + 29, width - INDENTATION, facts());
        }
        svg.close();
    }

    private boolean isComplete() {
        return (service.mode().endsWith("job") ? service.completed() : service.running()) >= service.desired();
    }

    private String facts() {
        List<String> facts = new ArrayList<>();
        if (!service.mode().equals("replicated")) {
            facts.add(service.mode());
        }
        updateFact().ifPresent(facts::add);
        facts.addAll(service.ports());
        return String.join(" · ", facts);
    }

    /** What the last update does now; empty when there was none, or when it is over. */
    private Optional<String> updateFact() {
        return switch (service.update().value()) {
            case COMPLETED, ROLLBACK_COMPLETED -> Optional.empty();
            case PAUSED -> Optional.of("update paused");
            case UPDATING, ROLLBACK_STARTED, ROLLBACK_PAUSED, UNKNOWN ->
                Optional.of(service.update().text().replace('_', ' ')).filter(text -> !text.isEmpty());
        };
    }

    private List<String> details() {
        List<String> details = new ArrayList<>(List.of(service.name() + ": " + service.count()));
        details.add(service.image());
        details.addAll(service.ports());
        if (!service.networks().isEmpty()) {
            details.add("on " + String.join(", ", service.networks()));
        }
        details.add(service.updateMessage());
        return details.stream().filter(detail -> !detail.isEmpty()).toList();
    }
}

package dev.swarmlab.graph;

import dev.swarmlab.view.ServiceView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A service: its colour, name, running and desired tasks, and published ports. */
record ServiceLine(ServiceView service, int width) implements Component {

    private static final int SWATCH = 14;
    private static final int INDENTATION = SWATCH + 8;

    @Override
    public int height() {
        return properties().isEmpty() ? 20 : 34;
    }

    @Override
    public void draw(SvgWriter svg, int x, int y, int givenHeight) {
        svg.open("g").title(details());
        String colour = Palette.of(service.colour()).code();
        svg.rectangle(x, y + 2, SWATCH, SWATCH, 4, colour, colour, false);
        TextStyle countStyle = Theme.NAME.withColour(hasDesiredTasks() ? Theme.MUTED : Theme.BAD);
        countStyle.drawEndingAt(svg, x + width, y + 13, width, service.count());
        int nameWidth = width - INDENTATION - countStyle.width(service.count()) - 8;
        Theme.NAME.draw(svg, x + INDENTATION, y + 13, nameWidth, service.shortName());
        if (!properties().isEmpty()) {
            Theme.SMALL.draw(svg, x + INDENTATION, y + 29, width - INDENTATION, properties());
        }
        svg.close();
    }

    /** Completed tasks of a job are not missing. */
    private boolean hasDesiredTasks() {
        return service.completed() + service.running() >= service.desired();
    }

    private String properties() {
        List<String> properties = new ArrayList<>();
        if (!service.mode().equals("replicated")) {
            properties.add(service.mode());
        }
        updateProperty().ifPresent(properties::add);
        properties.addAll(service.ports());
        return String.join(" · ", properties);
    }

    /** The state of the last update; empty when there was none, or when it has ended. */
    private Optional<String> updateProperty() {
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

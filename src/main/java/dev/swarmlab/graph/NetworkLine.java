package dev.swarmlab.graph;

import dev.swarmlab.view.NetworkView;
import dev.swarmlab.view.ServiceView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An overlay network: its name, its properties and the colours of its services.
 *
 * @param services the services on the network
 */
record NetworkLine(NetworkView network, List<ServiceView> services, int width) implements Component {

    static final Comparator<NetworkView> ORDER =
            Comparator.comparing(NetworkView::name).thenComparing(NetworkView::id);

    private static final int DOT = 10;
    private static final int STEP = DOT + 4;

    @Override
    public int height() {
        return services.isEmpty() ? 34 : 50;
    }

    @Override
    public void draw(SvgWriter svg, int x, int y, int givenHeight) {
        svg.open("g").title(details());
        Theme.NAME.draw(svg, x, y + 12, width, network.name());
        Theme.SMALL.draw(svg, x, y + 28, width, properties(network));
        services.stream().limit(width / STEP).forEach(service -> {
            int left = x + services.indexOf(service) * STEP;
            String colour = Palette.of(service.colour()).code();
            svg.rectangle(left, y + 37, DOT, DOT, 3, colour, colour, false);
        });
        svg.close();
    }

    static String properties(NetworkView network) {
        List<String> properties = new ArrayList<>();
        properties.add(network.subnet().isEmpty() ? "no subnet yet" : network.subnet());
        if (network.encrypted()) {
            properties.add("encrypted");
        }
        if (network.attachable()) {
            properties.add("attachable");
        }
        return String.join(" · ", properties);
    }

    private List<String> details() {
        List<String> details = new ArrayList<>(List.of(network.name(), properties(network)));
        services.forEach(service -> details.add(service.name()));
        return details;
    }
}

package dev.swarmlab.graph;

import dev.swarmlab.view.ServiceView;
import java.util.List;

/** The services of a stack. */
final class StackCard implements Component {

    private static final int HEADER = 26;
    private static final int GAP = 24;

    /** Keeps the distance between a name and its count small. */
    private static final int MAX_COLUMN_WIDTH = 268;

    private final String stack;
    private final int width;
    private final Grid services;

    StackCard(String stack, List<ServiceView> services, int width) {
        this.stack = stack;
        this.width = width;
        int columns = Math.max(1, Math.min(services.size(), width / MAX_COLUMN_WIDTH));
        int columnWidth = Math.min(MAX_COLUMN_WIDTH, width);
        List<ServiceLine> lines = services.stream()
                .map(service -> new ServiceLine(service, columnWidth))
                .toList();
        this.services = new Grid(columns, columnWidth, GAP, 6, lines);
    }

    @Override
    public int height() {
        return HEADER + services.height();
    }

    @Override
    public void draw(SvgWriter svg, int x, int y, int givenHeight) {
        Theme.TEXT.draw(svg, x, y + 12, width, stack.isEmpty() ? "no stack" : "stack " + stack);
        services.draw(svg, x, y + HEADER, services.height());
    }
}

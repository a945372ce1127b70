package dev.swarmlab.graph;

import java.util.ArrayList;
import java.util.List;

/** Components in rows and columns. All have the same width, and those of a row the same height. */
final class Grid implements Component {

    private final int columnWidth;
    private final int columnGap;
    private final int rowGap;
    private final List<List<Component>> rows = new ArrayList<>();

    Grid(int columns, int columnWidth, int columnGap, int rowGap, List<? extends Component> components) {
        this.columnWidth = columnWidth;
        this.columnGap = columnGap;
        this.rowGap = rowGap;
        for (int first = 0; first < components.size(); first += columns) {
            rows.add(List.copyOf(components.subList(first, Math.min(first + columns, components.size()))));
        }
    }

    /** A number of columns for which the last row is not nearly empty: at most four. */
    static int columns(int nodes) {
        return nodes == 5 || nodes == 6 || nodes == 9 ? 3 : Math.max(1, Math.min(4, nodes));
    }

    /** The width of each of that many columns. */
    static int columnWidth(int width, int columns, int gap) {
        return (width - (columns - 1) * gap) / columns;
    }

    @Override
    public int height() {
        return rows.stream().mapToInt(Grid::height).sum() + Math.max(0, rows.size() - 1) * rowGap;
    }

    private static int height(List<Component> row) {
        return row.stream().mapToInt(Component::height).max().orElse(0);
    }

    @Override
    public void draw(SvgWriter svg, int x, int y, int givenHeight) {
        int top = y;
        for (List<Component> row : rows) {
            int left = x;
            for (Component component : row) {
                component.draw(svg, left, top, height(row));
                left += columnWidth + columnGap;
            }
            top += height(row) + rowGap;
        }
    }
}

package dev.swarmlab.graph;

import java.util.ArrayList;
import java.util.List;

/** Blocks of one width beside and below each other; those of a row are equally high. */
final class Grid implements Component {

    private final int columnWidth;
    private final int columnGap;
    private final int rowGap;
    private final List<List<Component>> rows = new ArrayList<>();

    Grid(int columns, int columnWidth, int columnGap, int rowGap, List<? extends Component> blocks) {
        this.columnWidth = columnWidth;
        this.columnGap = columnGap;
        this.rowGap = rowGap;
        for (int first = 0; first < blocks.size(); first += columns) {
            rows.add(List.copyOf(blocks.subList(first, Math.min(first + columns, blocks.size()))));
        }
    }

    /** How many columns nodes take so that the last row is not nearly empty. */
    static int columns(int nodes) {
        return nodes == 5 || nodes == 6 || nodes == 9 ? 3 : Math.max(1, Math.min(4, nodes));
    }

    /** How wide a column is when there are that many. */
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
            for (Component block : row) {
                block.draw(svg, left, top, height(row));
                left += columnWidth + columnGap;
            }
            top += height(row) + rowGap;
        }
    }
}

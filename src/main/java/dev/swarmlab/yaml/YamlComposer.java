package dev.swarmlab.yaml;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** Parses a text into SnakeYAML's node tree, and translates syntax errors into messages with advice. */
public final class YamlComposer {

    /** The tag of scalars without quotes and without a tag of their own. {@link ScalarKind} decides their kind. */
    public static final Tag PLAIN = new Tag("tag:swarmlab.dev,2026:plain");

    private static final int MAX_DEPTH = 20;

    /** The name of marks in a file. Marks in an override have its source as their name. */
    private static final String FILE = "";

    private YamlComposer() {}

    /**
     * The root node of the only document in the text.
     *
     * @param adviceForEmptyFile what to write into an empty file
     * @throws UnreadableYaml if the text is empty, is not YAML, has more than one document, or is nested too deeply
     */
    public static Node compose(String text, String adviceForEmptyFile) {
        Node root = composeOrNull(text, FILE);
        if (root == null) {
            throw new UnreadableYaml(
                    Position.START,
                    text.isBlank() ? "the file is empty" : "the file contains only comments",
                    adviceForEmptyFile);
        }
        return root;
    }

    /**
     * As {@link #compose}, but null if the text contains no value.
     *
     * @param source the source of each node's {@link #position}
     */
    static @Nullable Node composeOrNull(String text, String source) {
        refuseUnprintable(text);
        try {
            LoaderOptions options = new LoaderOptions();
            options.setNestingDepthLimit(MAX_DEPTH);
            // The composer creates no objects, so every tag is harmless here. YamlTreeBuilder reports it with its
            // position.
            options.setTagInspector(tag -> true);
            return new Composer(new ParserImpl(new NamedReader(text, source), options), new PlainScalars(), options)
                    .getSingleNode();
        } catch (MarkedYAMLException exception) {
            throw syntaxError(exception, text);
        } catch (YAMLException exception) {
            throw otherError(exception);
        }
    }

    /** The position of a node of a file or of an override. */
    static Position position(Mark mark) {
        return mark.getName().equals(FILE) ? positionInText(mark) : Position.of(mark.getName());
    }

    private static Position positionInText(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static void refuseUnprintable(String text) {
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            int character = text.codePointAt(i);
            if (!StreamReader.isPrintable(character)) {
                throw new UnreadableYaml(
                        Position.atEndOf(text.substring(0, i)),
                        String.format(Locale.ROOT, "the character U+%04X is not allowed in YAML", character),
                        "remove it, or write it as an escape inside double quotes; is this a text file?");
            }
        }
    }

    private static UnreadableYaml syntaxError(MarkedYAMLException exception, String text) {
        Position position = position(exception, text);
        String problem = exception.getProblem() == null ? "" : exception.getProblem();
        if (problem.contains("TAB") || line(text, position).matches(" *\t.*")) {
            return new UnreadableYaml(
                    position,
                    "this line is indented with a tab, which YAML does not allow",
                    "indent with spaces",
                    exception);
        }
        if (problem.contains("another document")) {
            return new UnreadableYaml(
                    position,
                    "a second document begins here",
                    "write one document per file, without `---` lines",
                    exception);
        }
        if (problem.contains("undefined alias")) {
            return new UnreadableYaml(
                    position, "this alias has no anchor before it", "define the anchor first: `&name`", exception);
        }
        return new UnreadableYaml(
                position,
                "invalid YAML: " + (exception.getContext() == null ? "" : exception.getContext() + ", ") + problem,
                advice(problem, line(text, position)),
                exception);
    }

    private static String advice(String problem, String line) {
        if (line.contains("${")) {
            return "inside brackets and braces, a variable needs quotes: \"${NAME}\"";
        }
        return problem.endsWith("got ?")
                ? "inside brackets and braces, a string with a question mark needs quotes"
                : "check quotes, brackets and indentation here and on the line above";
    }

    /** For a bracket or quote that is never closed, the position where it was opened instead of the end of the file. */
    private static Position position(MarkedYAMLException exception, String text) {
        Mark mark = exception.getProblemMark();
        Mark opened = exception.getContextMark();
        if (mark == null) {
            return Position.START;
        }
        return positionInText(opened != null && positionInText(mark).equals(Position.atEndOf(text)) ? opened : mark);
    }

    private static String line(String text, Position position) {
        String[] lines = text.split("\\R", -1);
        return position.line() <= lines.length ? lines[position.line() - 1] : "";
    }

    private static UnreadableYaml otherError(YAMLException exception) {
        String message = exception.getMessage() == null ? "" : exception.getMessage();
        return message.contains("Nesting Depth")
                ? new UnreadableYaml(
                        Position.START,
                        "the file is nested deeper than " + MAX_DEPTH + " levels",
                        "use fewer levels",
                        exception)
                : new UnreadableYaml(Position.START, "invalid YAML: " + message, "check the file", exception);
    }

    /** Gives each mark a name. */
    private static final class NamedReader extends StreamReader {

        private final String name;

        NamedReader(String text, String name) {
            super(text);
            this.name = name;
        }

        @Override
        public Mark getMark() {
            Mark mark = super.getMark();
            return new Mark(
                    name, mark.getIndex(), mark.getLine(), mark.getColumn(), mark.getBuffer(), mark.getPointer());
        }
    }

    /** Gives every scalar without quotes the tag {@link #PLAIN} instead of a type. */
    private static final class PlainScalars extends Resolver {

        @Override
        public Tag resolve(NodeId kind, String value, boolean implicit) {
            return switch (kind) {
                case scalar -> implicit ? PLAIN : Tag.STR;
                case sequence -> Tag.SEQ;
                default -> Tag.MAP;
            };
        }
    }
}

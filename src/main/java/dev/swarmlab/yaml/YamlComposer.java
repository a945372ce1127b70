package dev.swarmlab.yaml;

import java.util.Locale;
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

/** Turns a text into SnakeYAML's node tree, or says in plain words why that can't be done. */
public final class YamlComposer {

    /** Carried by scalars without quotes and without a tag: what they are is decided by {@link ScalarKind}. */
    public static final Tag PLAIN = new Tag("tag:swarmlab.dev,2026:plain");

    private static final int DEEPEST = 20;

    private YamlComposer() {}

    /**
     * The single document's root.
     *
     * @param beginning what to tell someone whose file is empty
     */
    public static Node compose(String text, String beginning) {
        refuseUnprintable(text);
        try {
            LoaderOptions options = new LoaderOptions();
            options.setNestingDepthLimit(DEEPEST);
            // Nothing is ever made of a tag here, and YamlTree refuses it with its place.
            options.setTagInspector(tag -> true);
            Node root = new Composer(new ParserImpl(new StreamReader(text), options), new PlainScalars(), options)
                    .getSingleNode();
            if (root == null) {
                throw new UnreadableYaml(
                        Position.START,
                        text.isBlank() ? "the file is empty" : "the file holds nothing but comments",
                        beginning);
            }
            return root;
        } catch (MarkedYAMLException exception) {
            throw inOtherWords(exception, text);
        } catch (YAMLException exception) {
            throw beyondLimits(exception);
        }
    }

    static Position position(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static void refuseUnprintable(String text) {
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            int character = text.codePointAt(i);
            if (!StreamReader.isPrintable(character)) {
                throw new UnreadableYaml(
                        Position.atEndOf(text.substring(0, i)),
                        String.format(Locale.ROOT, "the character U+%04X can't stand in YAML", character),
                        "remove it, or write it as an escape inside double quotes; is this a text file?");
            }
        }
    }

    private static UnreadableYaml inOtherWords(MarkedYAMLException exception, String text) {
        Position position = position(exception, text);
        String problem = exception.getProblem() == null ? "" : exception.getProblem();
        if (problem.contains("TAB") || line(text, position).matches(" *\t.*")) {
            return new UnreadableYaml(
                    position, "a tab indents this line, which YAML forbids", "indent with spaces", exception);
        }
        if (problem.contains("another document")) {
            return new UnreadableYaml(
                    position,
                    "a second document begins here",
                    "keep one document in a file, without `---` lines",
                    exception);
        }
        if (problem.contains("undefined alias")) {
            return new UnreadableYaml(
                    position, "this alias has no anchor before it", "write the anchor first: `&name`", exception);
        }
        return new UnreadableYaml(
                position,
                "this is not YAML: " + (exception.getContext() == null ? "" : exception.getContext() + ", ") + problem,
                advice(problem, line(text, position)),
                exception);
    }

    private static String advice(String problem, String line) {
        if (line.contains("${")) {
            return "between brackets a variable needs quotes: \"${NAME}\"";
        }
        return problem.endsWith("got ?")
                ? "between brackets a text with a question mark needs quotes"
                : "check quotes, brackets and indentation here and on the line above";
    }

    /** What was opened and never closed stands where it was opened, not at the end of the file. */
    private static Position position(MarkedYAMLException exception, String text) {
        Mark mark = exception.getProblemMark();
        Mark opened = exception.getContextMark();
        if (mark == null) {
            return Position.START;
        }
        return position(opened != null && position(mark).equals(Position.atEndOf(text)) ? opened : mark);
    }

    private static String line(String text, Position position) {
        String[] lines = text.split("\\R", -1);
        return position.line() <= lines.length ? lines[position.line() - 1] : "";
    }

    private static UnreadableYaml beyondLimits(YAMLException exception) {
        String message = exception.getMessage() == null ? "" : exception.getMessage();
        return message.contains("Nesting Depth")
                ? new UnreadableYaml(
                        Position.START,
                        "the file nests deeper than " + DEEPEST + " levels",
                        "write it flatter",
                        exception)
                : new UnreadableYaml(Position.START, "this is not YAML: " + message, "check the file", exception);
    }

    /** Decides nothing: every scalar without quotes stays as it is written. */
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

package dev.swarmlab.report;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * Test results, for the XML format of JUnit, which CI servers read.
 *
 * @param name of all suites together; null for a single suite, which is then the root of the document
 */
public record JUnitXml(@Nullable String name, List<Suite> suites) {

    /** How a test ended. */
    public enum Outcome {
        PASSED,
        FAILED,
        SKIPPED
    }

    /**
     * A test.
     *
     * @param message why it failed or was skipped; empty when it passed
     * @param detail further details of a failure; may be empty
     */
    public record TestCase(String name, double seconds, Outcome outcome, String message, String detail) {

        /** A test that passed if there is no failure. */
        public static TestCase of(String name, double seconds, String failure) {
            return new TestCase(name, seconds, failure.isEmpty() ? Outcome.PASSED : Outcome.FAILED, failure, "");
        }

        /** The same test with the group before its name. */
        public TestCase within(String group) {
            return new TestCase(group + ": " + name, seconds, outcome, message, detail);
        }
    }

    /** Tests that belong together. */
    public record Suite(String name, List<TestCase> tests) {}

    private interface Content {
        void write(XMLStreamWriter xml) throws XMLStreamException;
    }

    public JUnitXml {
        suites = List.copyOf(suites);
    }

    /** One suite. */
    public static JUnitXml of(Suite suite) {
        return new JUnitXml(null, List.of(suite));
    }

    /** Several suites. */
    public static JUnitXml of(String name, List<Suite> suites) {
        return new JUnitXml(name, suites);
    }

    /** The document. */
    public String text() {
        return document(xml -> {
            if (name != null) {
                xml.writeStartElement("testsuites");
                xml.writeAttribute("name", printable(name));
            }
            for (Suite suite : suites) {
                write(suite, xml);
            }
            if (name != null) {
                xml.writeEndElement();
            }
        });
    }

    private static String document(Content content) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            content.write(xml);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException exception) {
            throw new IllegalStateException("can't write XML into memory", exception);
        }
        return text + "\n";
    }

    private static void write(Suite suite, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", printable(suite.name()));
        xml.writeAttribute("tests", String.valueOf(suite.tests().size()));
        xml.writeAttribute("failures", count(suite, Outcome.FAILED));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", count(suite, Outcome.SKIPPED));
        for (TestCase test : suite.tests()) {
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", printable(suite.name()));
            xml.writeAttribute("name", printable(test.name()));
            xml.writeAttribute("time", String.format(Locale.ROOT, "%.3f", test.seconds()));
            writeOutcome(test, xml);
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static String count(Suite suite, Outcome outcome) {
        return String.valueOf(
                suite.tests().stream().filter(test -> test.outcome() == outcome).count());
    }

    private static void writeOutcome(TestCase test, XMLStreamWriter xml) throws XMLStreamException {
        if (test.outcome() == Outcome.PASSED) {
            return;
        }
        xml.writeStartElement(test.outcome() == Outcome.FAILED ? "failure" : "skipped");
        xml.writeAttribute("message", printable(test.message()));
        if (test.outcome() == Outcome.FAILED && !test.detail().isEmpty()) {
            xml.writeCharacters(printable(test.detail()));
        }
        xml.writeEndElement();
    }

    /**
     * Replaces characters that XML can't contain: most control characters, which the log of a task may contain, and
     * half of a surrogate pair, which remains where a text was truncated.
     */
    private static String printable(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF\\p{Cs}]", "\uFFFD");
    }
}

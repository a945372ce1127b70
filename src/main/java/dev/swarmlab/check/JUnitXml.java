package dev.swarmlab.check;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes check results in JUnit's XML format. */
final class JUnitXml {

    private JUnitXml() {}

    static String of(CheckReport report) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            write(report, xml);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException exception) {
            throw new IllegalStateException("can't write XML into memory", exception);
        }
        return text + "\n";
    }

    private static void write(CheckReport report, XMLStreamWriter xml) throws XMLStreamException {
        List<CheckResult> results = report.results();
        CheckReport.Data data = report.data();
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", printable(report.lab()));
        xml.writeAttribute("tests", String.valueOf(results.size()));
        xml.writeAttribute("failures", String.valueOf(data.failed()));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", String.valueOf(data.unavailable()));
        for (CheckResult result : results) {
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", printable(report.lab()));
            xml.writeAttribute("name", printable(result.name()));
            xml.writeAttribute("time", String.format(Locale.ROOT, "%.3f", CheckReport.seconds(result.took())));
            writeOutcome(result, xml);
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static void writeOutcome(CheckResult result, XMLStreamWriter xml) throws XMLStreamException {
        if (result.outcome() == Outcome.PASSED) {
            return;
        }
        xml.writeStartElement(result.outcome() == Outcome.FAILED ? "failure" : "skipped");
        xml.writeAttribute("message", printable(result.reason()));
        if (result.outcome() == Outcome.FAILED && result.hint() != null) {
            xml.writeCharacters(printable(result.hint()));
        }
        xml.writeEndElement();
    }

    /**
     * Replaces what XML can't contain: most control characters, which the output of a task may have, and one half of a
     * surrogate pair, which a text may end with after it was cut.
     */
    private static String printable(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF\\p{Cs}]", "\uFFFD");
    }
}

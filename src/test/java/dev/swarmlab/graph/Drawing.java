package dev.swarmlab.graph;

import dev.swarmlab.view.LabView;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The drawing of a lab, parsed as XML. */
record Drawing(Document document) {

    static Drawing of(LabView lab) throws Exception {
        return new Drawing(DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(LabDrawing.svg(lab)))));
    }

    List<String> visibleTexts() throws Exception {
        return texts("//text");
    }

    List<String> titles() throws Exception {
        return texts("//title");
    }

    List<String> texts(String path) throws Exception {
        return elements(path).stream().map(Element::getTextContent).toList();
    }

    List<Element> elements(String path) throws Exception {
        NodeList found =
                (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, document, XPathConstants.NODESET);
        return IntStream.range(0, found.getLength())
                .mapToObj(index -> (Element) found.item(index))
                .toList();
    }

    /** The rectangle around a text: of a task, a label or a role. */
    Element rectangleOf(String text) throws Exception {
        return elements("//g[text='" + text + "']/rect").get(0);
    }
}

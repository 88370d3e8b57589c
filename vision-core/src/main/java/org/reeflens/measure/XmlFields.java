package org.reeflens.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads XML as OpenCV's FileStorage writes it. */
final class XmlFields {

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private XmlFields() {}

  static CalibrationFields read(Path file) throws IOException {
    Element root;
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      // A calibration needs no document type, and one could name other files.
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      // The one here prints to the terminal.
      builder.setErrorHandler(new DefaultHandler());
      root = builder.parse(file.toFile()).getDocumentElement();
    } catch (SAXException e) {
      throw new IOException(file + " is no XML: " + e.getMessage(), e);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("Java's own XML reader is not there", e);
    }
    CalibrationFields fields = new CalibrationFields();
    NodeList children = root.getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      Node child = children.item(i);
      if (child instanceof Element field) {
        NodeList data = field.getElementsByTagName("data");
        put(fields, field.getTagName(), data.getLength() == 1 ? data.item(0) : field);
      }
    }
    return fields;
  }

  private static void put(CalibrationFields fields, String name, Node value) {
    String text = value.getTextContent().strip();
    try {
      fields.put(name, BLANKS.splitAsStream(text).mapToDouble(Double::parseDouble).toArray());
    } catch (NumberFormatException e) {
      fields.put(name, text.replaceAll("^\"|\"$", ""));
    }
  }
}

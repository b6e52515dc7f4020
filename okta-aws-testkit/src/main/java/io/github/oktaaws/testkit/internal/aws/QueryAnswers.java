package io.github.oktaaws.testkit.internal.aws;

import java.io.StringWriter;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import mockwebserver3.MockResponse;

/** Writes the Query protocol's answers. */
final class QueryAnswers {
  private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final Pattern NOT_XML =
      Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

  private final Clock clock;

  QueryAnswers(Clock clock) {
    this.clock = clock;
  }

  /** Writes the elements inside one element. */
  interface Content {
    void writeTo(Elements elements) throws XMLStreamException;
  }

  MockResponse success(String action, Content result) {
    String requestId = UUID.randomUUID().toString();
    return response(
        200,
        requestId,
        action + "Response",
        response -> {
          response.element(action + "Result", result);
          response.element("ResponseMetadata", metadata -> metadata.text("RequestId", requestId));
        });
  }

  MockResponse failure(StsError error) {
    String requestId = UUID.randomUUID().toString();
    return response(
        error.status(),
        requestId,
        "ErrorResponse",
        response -> {
          response.element(
              "Error",
              content -> {
                content.text("Type", error.type());
                content.text("Code", error.code());
                content.text("Message", error.text());
              });
          response.text("RequestId", requestId);
        });
  }

  private MockResponse response(int status, String requestId, String root, Content content) {
    return new MockResponse.Builder()
        .code(status)
        .setHeader("Content-Type", "text/xml")
        .setHeader("x-amzn-RequestId", requestId)
        // SDKs correct their own clock by this header, so it must be the clock sessions live by.
        .setHeader("Date", HTTP_DATE.format(clock.instant()))
        .body(document(root, content))
        .build();
  }

  private static String document(String root, Content content) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      writer.writeStartElement(root);
      writer.writeDefaultNamespace(NAMESPACE);
      content.writeTo(new Elements(writer));
      writer.writeEndElement();
      writer.close();
    } catch (XMLStreamException impossible) {
      throw new IllegalStateException("Writing to a string failed", impossible);
    }
    return text.toString();
  }

  /** The place where the content of one element goes. */
  static final class Elements {
    private final XMLStreamWriter writer;

    private Elements(XMLStreamWriter writer) {
      this.writer = writer;
    }

    void text(String name, String value) throws XMLStreamException {
      writer.writeStartElement(name);
      writer.writeCharacters(NOT_XML.matcher(value).replaceAll("?"));
      writer.writeEndElement();
    }

    void element(String name, Content content) throws XMLStreamException {
      writer.writeStartElement(name);
      content.writeTo(this);
      writer.writeEndElement();
    }
  }
}

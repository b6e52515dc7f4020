package io.github.oktaaws.saml;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/** The {@code xs:dateTime} of XML Schema; SAML core section 1.3.3 has it in UTC. */
final class XmlInstants {

  private static final DateTimeFormatter FORMAT = DateTimeFormatter.ISO_DATE_TIME;

  private XmlInstants() {}

  static Optional<Instant> parse(String text) {
    try {
      TemporalAccessor read = FORMAT.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
      return Optional.of(
          read instanceof OffsetDateTime withOffset
              ? withOffset.toInstant()
              : LocalDateTime.from(read).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}

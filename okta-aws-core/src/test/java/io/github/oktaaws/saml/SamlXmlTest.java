package io.github.oktaaws.saml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.InvalidAssertionException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.opensaml.core.config.InitializationService;
import org.slf4j.LoggerFactory;

class SamlXmlTest {

  private static final String FACTORY = "javax.xml.parsers.DocumentBuilderFactory";

  @Test
  void aParserThatCannotRefuseDocumentTypesIsNotUsed() {
    Supplier<SamlXml> attempt;
    System.setProperty(FACTORY, LaxFactory.class.getName());
    try {
      attempt = SamlXml.attempt();
    } finally {
      System.clearProperty(FACTORY);
    }

    for (int call = 0; call < 2; call++) {
      assertThatThrownBy(attempt::get)
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("refuse DTDs");
    }
  }

  /** Then attribute values have a class of their own instead of the generic one. */
  @Test
  void anApplicationMayInitializeOpenSamlForItselfBeforeOrAfter() throws Exception {
    String encoded = SamlDocument.usual().and("SessionDuration", "3600").encoded();
    SamlAssertion before = SamlAssertion.parse(encoded);
    InitializationService.initialize();

    assertThat(SamlAssertion.parse(encoded)).isEqualTo(before);
    assertThat(SamlXml.attempt().get()).isNotNull();
  }

  @Test
  void severalThreadsMayReadAtOnce() throws Exception {
    SamlDocument document = SamlDocument.usual();
    List<Callable<SamlAssertion>> reads = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      document.nameId = "person" + i;
      String encoded = document.encoded();
      reads.add(() -> SamlAssertion.parse(encoded));
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      int i = 0;
      for (Future<SamlAssertion> read : threads.invokeAll(reads)) {
        assertThat(read.get().nameId()).contains("person" + i++);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** saml2aws logs all of it. */
  @Test
  void nothingOfAnAssertionIsLogged() {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    root.addAppender(log);
    root.setLevel(Level.TRACE);
    String xml = SamlDocument.usual().xml();
    try {
      SamlAssertion.fromPage(SamlDocument.page(SamlDocument.encode(xml)));
      for (String bad :
          List.of(xml.replace("</saml2:Assertion>", ""), xml + "<x", "<!DOCTYPE x>" + xml)) {
        assertThatThrownBy(() -> SamlAssertion.parse(SamlDocument.encode(bad)))
            .isInstanceOf(InvalidAssertionException.class);
      }
    } finally {
      root.setLevel(before);
      root.detachAppender(log);
    }

    // or the level had not been reached
    assertThat(log.list).anyMatch(event -> event.getLoggerName().startsWith("org.opensaml"));
    assertThat(log.list)
        .noneMatch(event -> event.getFormattedMessage().contains(SamlDocument.SECRET))
        .noneMatch(event -> event.getFormattedMessage().contains("ada@example.com"))
        .noneMatch(event -> event.getThrowableProxy() != null)
        .noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.INFO));
  }

  /** Knows no features. */
  public static final class LaxFactory extends DocumentBuilderFactory {

    @Override
    public DocumentBuilder newDocumentBuilder() throws ParserConfigurationException {
      throw new ParserConfigurationException();
    }

    @Override
    public void setAttribute(String name, Object value) {}

    @Override
    public Object getAttribute(String name) {
      return name;
    }

    @Override
    public void setFeature(String name, boolean value) throws ParserConfigurationException {
      throw new ParserConfigurationException(name);
    }

    @Override
    public boolean getFeature(String name) {
      return false;
    }
  }
}

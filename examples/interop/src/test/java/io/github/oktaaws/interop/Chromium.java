package io.github.oktaaws.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Debian's Chromium without a window, used as a person would: by what is to be seen. */
final class Chromium implements AutoCloseable {

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final Path TEMPORARY_FILES = Path.of("target", "chromium");

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ChromeDriver driver;

  private Chromium(ChromeDriver driver) {
    this.driver = driver;
  }

  static Chromium start() {
    File browser = installed("interop.chromium", "/usr/bin/chromium");
    File webDriver = installed("interop.chromedriver", "/usr/bin/chromedriver");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser);
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--window-size=1000,800",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync");
    ChromeDriver driver =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(webDriver)
                .usingAnyFreePort()
                .withEnvironment(Map.of("TMPDIR", created(TEMPORARY_FILES)))
                .build(),
            options);
    driver.manage().timeouts().implicitlyWait(PATIENCE);
    return new Chromium(driver);
  }

  private static File installed(String property, String usual) {
    File program = new File(System.getProperty(property, usual));
    assertThat(program).as("Debian's chromium and chromium-driver, or -D%s", property).exists();
    return program;
  }

  private static String created(Path folder) {
    try {
      return Files.createDirectories(folder).toAbsolutePath().toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As narrow as a phone, which no window of Chromium's can be by itself. */
  void likeAPhone() {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", 390, "height", 844, "deviceScaleFactor", 2, "mobile", true));
  }

  void open(URI address) {
    driver.get(address.toString());
  }

  /** Types into the field with this label, whatever is in there being replaced. */
  void type(String label, String text) {
    WebElement field =
        driver.findElement(
            By.xpath("//input[@id=//label[normalize-space()='" + label + "']/@for]"));
    field.clear();
    field.sendKeys(text);
  }

  /** Presses a button that leads to another page, and waits for that page. */
  void press(String button) {
    WebElement page = driver.findElement(By.tagName("html"));
    driver.findElement(By.xpath("//button[normalize-space()='" + button + "']")).click();
    await("the page after " + button)
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(isGone(page)).isTrue());
  }

  private static boolean isGone(WebElement element) {
    try {
      return !element.isEnabled();
    } catch (StaleElementReferenceException gone) {
      return true;
    }
  }

  /** The page's heading. */
  String heading() {
    return driver.findElement(By.tagName("h1")).getText();
  }

  /** What the page says in alarm. */
  String alert() {
    return driver.findElement(By.cssSelector("[role=alert]")).getText();
  }

  /** All text that is to be seen. */
  String text() {
    return driver.findElement(By.tagName("body")).getText();
  }

  void screenshot(String name) {
    try {
      Path file = Path.of(created(SCREENSHOTS), name + ".png");
      Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}

package io.github.oktaaws.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Debian's Chromium without a window, used as a person would: by what is to be seen. */
final class Chromium implements AutoCloseable {

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

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
                .build(),
            options);
    driver.manage().timeouts().implicitlyWait(Duration.ofSeconds(10));
    return new Chromium(driver);
  }

  private static File installed(String property, String usual) {
    File program = new File(System.getProperty(property, usual));
    assertThat(program).as("Debian's chromium and chromium-driver, or -D%s", property).exists();
    return program;
  }

  Chromium ofSize(int width, int height) {
    driver.manage().window().setSize(new Dimension(width, height));
    return this;
  }

  void open(Object address) {
    driver.get(address.toString());
  }

  /** Types into the field with this label, whatever is in there being replaced. */
  void type(String label, String text) {
    WebElement field =
        driver.findElement(By.xpath("//input[@id=//label[normalize-space()='" + label + "']/@for]"));
    field.clear();
    field.sendKeys(text);
  }

  void click(String button) {
    driver.findElement(By.xpath("//button[normalize-space()='" + button + "']")).click();
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
      Files.createDirectories(SCREENSHOTS);
      Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}

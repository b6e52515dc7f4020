package io.github.oktaaws.benchmarks.lab;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The servers in a process of their own, which ends when its standard input does. */
final class LabProcess implements Lab {

  private final Process process;
  private final BufferedWriter to;
  private final BufferedReader from;
  private final String[] places;

  private LabProcess(Process process) throws IOException {
    this.process = process;
    this.to =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    this.from =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.places = line().split(" ", -1);
  }

  static Lab start(Setting setting) throws IOException {
    return new LabProcess(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LabServers.class.getName(),
                Integer.toString(setting.roles()),
                setting.roundTrip().toString(),
                Integer.toString(setting.pending()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  @Override
  public URI okta() {
    return URI.create(places[0]);
  }

  @Override
  public URI sts() {
    return URI.create(places[1]);
  }

  @Override
  public Path trustStore() {
    return Path.of(places[2]);
  }

  @Override
  public Tally tally() {
    try {
      to.newLine();
      to.flush();
      return Tally.parse(line());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String line() throws IOException {
    String line = from.readLine();
    if (line == null) {
      throw new IOException("the lab's process has ended");
    }
    return line;
  }

  @Override
  public void close() {
    try {
      to.close();
      process.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.github.oktaaws.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

/** The programs of the Python virtual environment that {@code -Dinterop.venv} names. */
final class PythonPrograms {

  private PythonPrograms() {}

  static Path path(String name) {
    String venv = System.getProperty("interop.venv", "target/venv");
    Path program = Path.of(venv, "bin", name).toAbsolutePath();
    assertThat(program)
        .as("-Dinterop.venv must name a Python venv with 'moto[server]' and awscli in it")
        .isExecutable();
    return program;
  }
}

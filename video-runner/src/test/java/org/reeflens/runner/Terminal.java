package org.reeflens.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What a person sees after a command. */
record Terminal(int exitCode, String out, String err) {

  static Terminal run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), args);
    return new Terminal(code, out.toString(), err.toString());
  }

  /** The command was refused: exit code 2, and one sentence that names what is wrong. */
  void assertRefused(String named) {
    assertThat(exitCode).isEqualTo(2);
    assertThat(err.strip().lines()).hasSize(1);
    assertThat(err).startsWith("reeflens: ").contains(named).doesNotContain("Exception");
  }
}

package org.reeflens.runner;

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
}

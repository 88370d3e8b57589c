package org.reeflens.benchmarks;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A program that follows a {@link DivePlan} in a process of its own.
 *
 * @param name for the tables
 * @param command how it is started; the file of the plan is added
 * @param setting what to change in the plan for it
 */
record Program(String name, List<String> command, UnaryOperator<DivePlan> setting) {

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** What the launcher {@code reeflens} starts Java with. */
  private static final List<String> LAUNCHER =
      List.of(
          "-Xmx768m",
          "-XX:+UseSerialGC",
          "-Djava.awt.headless=true",
          "-Dai.djl.offline=true",
          "-DOPT_OUT_TRACKING=true",
          "-Dai.djl.onnx.disable_alternative=true",
          "-Dai.djl.pytorch.num_interop_threads=1",
          "-Dorg.bytedeco.javacpp.maxBytes=0",
          "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0");

  /** Ours, as the launcher starts it. */
  static Program ours(String name, UnaryOperator<DivePlan> setting) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(LAUNCHER);
    command.add("-Dslf4j.internal.verbosity=ERROR");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(DiveRun.class.getName());
    return new Program(name, command, setting);
  }

  /**
   * The Python pipeline, from the project's folder.
   *
   * @param python the interpreter that has what {@code requirements.txt} asks for
   */
  static Program peer(String name, String python, UnaryOperator<DivePlan> setting) {
    Path script = Path.of("benchmarks", "peer", "dive_run.py");
    if (!Files.exists(script)) {
      throw new IllegalStateException("start this in the project's folder: no " + script);
    }
    return new Program(name, List.of(python, script.toString()), setting);
  }

  /**
   * Runs it.
   *
   * @throws IOException if it fails; its own message is on the standard error
   */
  DiveReport run(DivePlan plan) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("reeflens-benchmark-");
    Path order = folder.resolve("plan.json");
    Path report = folder.resolve("report.json");
    try {
      DivePlan own = setting.apply(plan).withReport(report.toString());
      JSON.writeValue(order.toFile(), own);
      List<String> whole = new ArrayList<>(command);
      whole.add(order.toString());
      ProcessBuilder builder = new ProcessBuilder(whole).inheritIO();
      builder.environment().put("MALLOC_ARENA_MAX", "2");
      Process process = builder.start();
      int code;
      try {
        code = process.waitFor();
      } finally {
        process.destroy();
      }
      if (code != 0) {
        throw new IOException(name + " failed with exit code " + code + ": " + whole);
      }
      return JSON.readValue(report.toFile(), DiveReport.class);
    } finally {
      Files.deleteIfExists(order);
      Files.deleteIfExists(report);
      Files.delete(folder);
    }
  }
}

package org.reeflens.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The libraries that can run a model's weights, in order of preference on a CPU. */
public enum Engine {
  /** ONNX Runtime; runs {@code .onnx} files. */
  ONNXRUNTIME,
  /** PyTorch; runs TorchScript {@code .pt} files. */
  PYTORCH;

  /** The name in a manifest: {@code onnxruntime}, {@code pytorch}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The engine of a manifest name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Engine of(String key) {
    return Arrays.stream(values())
        .filter(engine -> engine.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no engine is called '" + key + "'; engines: " + keys(List.of(values()))));
  }

  private static String keys(List<Engine> engines) {
    return engines.stream().map(Engine::key).collect(Collectors.joining(", "));
  }
}

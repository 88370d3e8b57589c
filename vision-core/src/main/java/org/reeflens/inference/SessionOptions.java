package org.reeflens.inference;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reeflens.model.Engine;

/**
 * How a model is run.
 *
 * @param engine the engine to use; empty for the best one at hand: of the engines that the package
 *     has weights for, the first in the order of {@link Engine} whose native library loads
 * @param device where it runs
 * @param threads processor threads for one run, 0 for the usual: each processor, at most 8, with
 *     ONNX Runtime, and PyTorch's own choice. PyTorch has one setting for the whole program: the
 *     last session opened with a number wins
 * @param batch pictures in one run, 0 for the usual: one with ONNX Runtime on the CPU, where a
 *     larger batch is slower, and else what the package says; never above what it says
 * @param fallback told in one sentence if the device cannot be used and the CPU takes its place;
 *     null if that is a failure
 */
public record SessionOptions(
    Optional<Engine> engine,
    Device device,
    int threads,
    int batch,
    @Nullable Consumer<String> fallback) {

  /** The best engine at hand, on the CPU, with its own choice of threads. */
  public static final SessionOptions DEFAULT =
      new SessionOptions(Optional.empty(), Device.CPU, 0, 0, null);

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if a number is negative
   */
  public SessionOptions {
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(device, "device");
    if (threads < 0 || batch < 0) {
      throw new IllegalArgumentException(
          "threads and batch must be 0 or more: " + threads + ", " + batch);
    }
  }

  /** These options with an engine. */
  public SessionOptions withEngine(Engine chosen) {
    return new SessionOptions(Optional.of(chosen), device, threads, batch, fallback);
  }

  /** These options on a device. */
  public SessionOptions withDevice(Device chosen) {
    return new SessionOptions(engine, chosen, threads, batch, fallback);
  }

  /** These options with a number of threads. */
  public SessionOptions withThreads(int number) {
    return new SessionOptions(engine, device, number, batch, fallback);
  }

  /** These options with a number of pictures in a run. */
  public SessionOptions withBatch(int pictures) {
    return new SessionOptions(engine, device, threads, pictures, fallback);
  }

  /**
   * These options with the CPU in place of a device that cannot be used.
   *
   * @param told hears in one sentence why, for the user; provenance says it too
   */
  public SessionOptions withFallback(Consumer<String> told) {
    return new SessionOptions(engine, device, threads, batch, told);
  }
}

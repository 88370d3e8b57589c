package org.reeflens.inference;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.reeflens.model.Engine;
import org.reeflens.model.ModelPackage;

/**
 * How long the engines take for a picture of a model package, in milliseconds: the fastest and the
 * median of a number of runs, the engines in turn. Arguments: package folder, threads, batch sizes.
 */
public final class EngineTiming {

  private static final int ROUNDS = 15;

  private EngineTiming() {}

  public static void main(String[] arguments) {
    ModelPackage model = ModelPackage.open(Path.of(arguments[0]));
    int threads = Integer.parseInt(arguments[1]);
    for (int i = 2; i < arguments.length; i++) {
      int batch = Integer.parseInt(arguments[i]);
      double[] onnxTimes = new double[ROUNDS];
      double[] torchTimes = new double[ROUNDS];
      SessionOptions options = SessionOptions.DEFAULT.withThreads(threads).withBatch(batch);
      try (InferenceSession onnx =
              InferenceSession.open(model, options.withEngine(Engine.ONNXRUNTIME));
          InferenceSession torch =
              InferenceSession.open(model, options.withEngine(Engine.PYTORCH))) {
        byte[] noise = new byte[onnx.bytes()];
        new Random(1).nextBytes(noise);
        ByteBuffer input = ByteBuffer.allocateDirect(noise.length).put(noise).flip();
        for (int round = 0; round < ROUNDS; round++) {
          onnxTimes[round] = time(onnx, input);
          torchTimes[round] = time(torch, input);
        }
        report(onnx, onnxTimes);
        report(torch, torchTimes);
      }
    }
  }

  private static double time(InferenceSession session, ByteBuffer input) {
    long start = System.nanoTime();
    session.run(input);
    return (System.nanoTime() - start) / 1e6 / session.batch();
  }

  private static void report(InferenceSession session, double[] times) {
    Arrays.sort(times);
    System.out.printf(
        "%s: fastest %.1f, median %.1f ms a picture%n",
        session.describe(), times[0], times[times.length / 2]);
  }
}

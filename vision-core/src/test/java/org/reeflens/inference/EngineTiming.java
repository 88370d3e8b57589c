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
      double[][] times = new double[Engine.values().length][ROUNDS];
      SessionOptions options = SessionOptions.DEFAULT.withThreads(threads).withBatch(batch);
      try (InferenceSession onnx =
              InferenceSession.open(model, options.withEngine(Engine.ONNXRUNTIME));
          InferenceSession torch =
              InferenceSession.open(model, options.withEngine(Engine.PYTORCH))) {
        byte[] noise = new byte[onnx.bytes()];
        new Random(1).nextBytes(noise);
        ByteBuffer input = ByteBuffer.allocateDirect(noise.length).put(noise).flip();
        for (int round = 0; round < ROUNDS; round++) {
          for (InferenceSession session : new InferenceSession[] {onnx, torch}) {
            long start = System.nanoTime();
            session.run(input);
            times[session.engine().ordinal()][round] = (System.nanoTime() - start) / 1e6 / batch;
          }
        }
        report(onnx, times[0]);
        report(torch, times[1]);
      }
    }
  }

  private static void report(InferenceSession session, double[] times) {
    Arrays.sort(times);
    System.out.printf(
        "%s: fastest %.1f, median %.1f ms a picture%n",
        session.describe(), times[0], times[times.length / 2]);
  }
}

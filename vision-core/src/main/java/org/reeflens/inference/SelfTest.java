package org.reeflens.inference;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.reeflens.model.GoldenCase;
import org.reeflens.model.ModelException;
import org.reeflens.model.ModelPackage;

/** Shows that a package gives, on this machine and engine, what its maker saw. */
public final class SelfTest {

  private SelfTest() {}

  /**
   * What a self-test saw.
   *
   * @param numbers how many numbers were compared
   * @param largestDifference the largest difference, relative to the expected number where that is
   *     above 1, else absolute
   * @param tolerance the largest difference that passes
   */
  public record Result(int numbers, double largestDifference, double tolerance) {}

  /**
   * Runs a package's golden input and compares.
   *
   * @param model the package
   * @param session a session of that package whose batch holds the golden pictures
   * @throws ModelException if the package has no golden files, or a number differs by more than the
   *     package allows
   */
  public static Result run(ModelPackage model, InferenceSession session) {
    GoldenCase golden =
        model
            .golden()
            .orElseThrow(() -> new ModelException(model + " has no golden files to test with"));
    if (golden.input().remaining() > session.bytes()) {
      throw new ModelException(
          model + ": the golden input has more pictures than the batch of " + session.batch());
    }
    ByteBuffer input = ByteBuffer.allocateDirect(session.bytes()).order(ByteOrder.nativeOrder());
    input.put(golden.input().duplicate()).clear();
    Tensor output = session.run(input).get(0);
    int columns = output.length(-1);
    int numbers = 0;
    double largest = 0;
    for (GoldenCase.Row row : golden.rows()) {
      List<Double> expected = row.values();
      long start = (long) row.index() * columns;
      if (expected.size() > columns || start + columns > output.values().length) {
        throw new ModelException(model + ": the output has no row " + row.index() + " like that");
      }
      for (int i = 0; i < expected.size(); i++) {
        double actual = output.values()[(int) start + i];
        double difference =
            Math.abs(actual - expected.get(i)) / Math.max(1, Math.abs(expected.get(i)));
        // Written so that NaN fails too.
        if (!(difference <= golden.tolerance())) {
          throw new ModelException(
              model
                  + " does not repeat its golden output on "
                  + session.describe()
                  + ": row "
                  + row.index()
                  + ", column "
                  + i
                  + " is "
                  + actual
                  + " instead of "
                  + expected.get(i));
        }
        largest = Math.max(largest, difference);
        numbers++;
      }
    }
    return new Result(numbers, largest, golden.tolerance());
  }
}

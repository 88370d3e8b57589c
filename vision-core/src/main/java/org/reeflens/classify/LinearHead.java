package org.reeflens.classify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.reeflens.model.ModelException;
import org.reeflens.model.ModelPackage;

/**
 * A linear layer from the features of a crop to a score for each class.
 *
 * @param weights {@code [class][feature]}, all rows of one length
 * @param biases one for each class
 */
// Bare arrays on purpose: read by one loop for every crop.
@SuppressWarnings("ArrayRecordComponent")
public record LinearHead(float[][] weights, float[] biases) {

  /**
   * Checks that both agree.
   *
   * @throws IllegalArgumentException if there is not one bias for each row of weights, or rows have
   *     different lengths
   */
  public LinearHead {
    if (weights.length == 0 || weights.length != biases.length) {
      throw new IllegalArgumentException(
          "a head needs a bias for each class: " + weights.length + ", " + biases.length);
    }
    for (float[] row : weights) {
      if (row.length != weights[0].length) {
        throw new IllegalArgumentException("a head needs as many weights for each class");
      }
    }
  }

  /** How many classes it scores. */
  public int classes() {
    return biases.length;
  }

  /** How many features it takes. */
  public int features() {
    return weights[0].length;
  }

  /**
   * The score of each class, as logits.
   *
   * @throws IllegalArgumentException if the row has another length than {@link #features()}
   */
  public double[] scores(float[] row) {
    if (row.length != features()) {
      throw new IllegalArgumentException(
          "the head takes " + features() + " features, not " + row.length);
    }
    double[] scores = new double[classes()];
    for (int c = 0; c < scores.length; c++) {
      double sum = biases[c];
      float[] w = weights[c];
      for (int i = 0; i < row.length; i++) {
        sum += w[i] * row[i];
      }
      scores[c] = sum;
    }
    return scores;
  }

  /**
   * The head of a package, where its network gives features.
   *
   * @throws ModelException if its file does not fit the classes
   */
  public static Optional<LinearHead> of(ModelPackage model) {
    return model.head().map(file -> read(file, model.classes().size()));
  }

  /**
   * Reads a head of a model package: little-endian float32, the weights class by class, then the
   * biases.
   *
   * @throws ModelException if the file does not hold a head for that many classes
   */
  public static LinearHead read(Path file, int classes) {
    try {
      FloatBuffer numbers =
          ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
      int features = numbers.remaining() / classes - 1;
      if (features < 1 || (long) (features + 1) * classes * Float.BYTES != Files.size(file)) {
        throw new ModelException(
            file + " does not hold weights and a bias for each of " + classes + " classes");
      }
      float[][] weights = new float[classes][features];
      for (float[] row : weights) {
        numbers.get(row);
      }
      float[] biases = new float[classes];
      numbers.get(biases);
      return new LinearHead(weights, biases);
    } catch (IOException e) {
      throw new ModelException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Writes it as {@link #read} takes it. */
  public void write(Path file) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * classes() * (features() + 1))
            .order(ByteOrder.LITTLE_ENDIAN);
    FloatBuffer numbers = bytes.asFloatBuffer();
    for (float[] row : weights) {
      numbers.put(row);
    }
    numbers.put(biases);
    Files.write(file, bytes.array());
  }
}

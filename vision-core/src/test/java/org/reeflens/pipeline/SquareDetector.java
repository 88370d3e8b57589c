package org.reeflens.pipeline;

import java.awt.image.BufferedImage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.reeflens.detect.Detection;
import org.reeflens.detect.Detector;
import org.reeflens.frame.Frame;
import org.reeflens.frame.Pictures;
import org.reeflens.geometry.Box;
import org.reeflens.taxonomy.Rank;
import org.reeflens.taxonomy.Taxon;

/** Finds bright squares on black: red ones are class 0, others class 1. */
final class SquareDetector implements Detector {

  static final Taxon RED = new Taxon("Ruber quadratus", Rank.SPECIES, 1, null);
  static final Taxon WHITE = new Taxon("Albus quadratus", Rank.SPECIES, 2, null);

  private final int batch;

  /** Two frames at a time. */
  SquareDetector() {
    this(2);
  }

  SquareDetector(int batch) {
    this.batch = batch;
  }

  private record Pictured(List<BufferedImage> pictures) implements Batch {
    @Override
    public int size() {
      return pictures.size();
    }

    @Override
    public void close() {}
  }

  @Override
  public List<Taxon> classes() {
    return List.of(RED, WHITE);
  }

  @Override
  public String describe() {
    return "bright squares on black";
  }

  @Override
  public double confidence() {
    return 0.3;
  }

  @Override
  public int batchSize() {
    return batch;
  }

  @Override
  public Batch pack(List<? extends Frame> frames) {
    return new Pictured(frames.stream().map(Pictures::image).toList());
  }

  @Override
  public List<List<Detection>> detect(Batch batch) {
    return ((Pictured) batch).pictures().stream().map(SquareDetector::squares).toList();
  }

  @Override
  public void close() {}

  private static List<Detection> squares(BufferedImage picture) {
    List<Detection> found = new ArrayList<>();
    boolean[] seen = new boolean[picture.getWidth() * picture.getHeight()];
    for (int i = 0; i < seen.length; i++) {
      if (!seen[i] && red(picture, i) > 128) {
        found.add(square(picture, i, seen));
      }
    }
    return found;
  }

  /** The box of all bright pixels that hang together with the first one. */
  private static Detection square(BufferedImage picture, int first, boolean[] seen) {
    int width = picture.getWidth();
    int left = width;
    int right = 0;
    int top = picture.getHeight();
    int bottom = 0;
    boolean white = (picture.getRGB(first % width, first / width) >> 8 & 0xff) > 128;
    Deque<Integer> todo = new ArrayDeque<>(List.of(first));
    seen[first] = true;
    while (!todo.isEmpty()) {
      int i = todo.pop();
      int x = i % width;
      int y = i / width;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
      for (int next : new int[] {i - 1, i + 1, i - width, i + width}) {
        if (next >= 0 && next < seen.length && !seen[next] && red(picture, next) > 128) {
          seen[next] = true;
          todo.push(next);
        }
      }
    }
    Box box = new Box(left - 0.5, top - 0.5, right + 0.5, bottom + 0.5);
    return new Detection(box, 0.9, white ? 1 : 0);
  }

  private static int red(BufferedImage picture, int i) {
    return picture.getRGB(i % picture.getWidth(), i / picture.getWidth()) >> 16 & 0xff;
  }
}

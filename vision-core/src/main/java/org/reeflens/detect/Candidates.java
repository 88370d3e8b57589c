package org.reeflens.detect;

import java.util.Arrays;

/** A growing list of boxes in input pixels, kept in flat arrays: a network can give thousands. */
final class Candidates {

  private float[] edges = new float[4 * 64];
  private float[] scores = new float[64];
  private int[] classes = new int[64];
  private int size;

  /** Adds a box; one with an edge that is no finite number, or without area, is left out. */
  void add(float left, float top, float right, float bottom, float score, int classIndex) {
    boolean finite = Float.isFinite(right - left) && Float.isFinite(bottom - top);
    if (!finite || !(right > left) || !(bottom > top)) {
      return;
    }
    if (size == scores.length) {
      edges = Arrays.copyOf(edges, 2 * edges.length);
      scores = Arrays.copyOf(scores, 2 * size);
      classes = Arrays.copyOf(classes, 2 * size);
    }
    edges[4 * size] = left;
    edges[4 * size + 1] = top;
    edges[4 * size + 2] = right;
    edges[4 * size + 3] = bottom;
    scores[size] = score;
    classes[size] = classIndex;
    size++;
  }

  /** Adds a box by its centre and its sides. */
  void addCentred(float x, float y, float width, float height, float score, int classIndex) {
    add(x - width / 2, y - height / 2, x + width / 2, y + height / 2, score, classIndex);
  }

  int size() {
    return size;
  }

  float left(int i) {
    return edges[4 * i];
  }

  float top(int i) {
    return edges[4 * i + 1];
  }

  float right(int i) {
    return edges[4 * i + 2];
  }

  float bottom(int i) {
    return edges[4 * i + 3];
  }

  float score(int i) {
    return scores[i];
  }

  int classIndex(int i) {
    return classes[i];
  }

  /** Indexes by falling score; of equal scores the first added comes first. */
  int[] byFallingScore() {
    long[] keys = new long[size];
    for (int i = 0; i < size; i++) {
      // Scores are 0 or more, so their bits rise with them: one sort of longs does both.
      int falling = Integer.MAX_VALUE - Float.floatToIntBits(scores[i]);
      keys[i] = ((long) falling << 32) | i;
    }
    Arrays.sort(keys);
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = (int) keys[i];
    }
    return order;
  }
}

package org.reeflens.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.reeflens.track.MotFile;

/**
 * True and found tracks of one sequence side by side: which of them have a box in a frame, and how
 * far the boxes overlap. Tracks are numbered from 0 in the order they come up.
 */
final class TrackPairs {

  private final List<Frame> frames;

  /** Boxes of each true track. */
  private final int[] truthBoxes;

  /** Boxes of each found track. */
  private final int[] foundBoxes;

  private TrackPairs(List<Frame> frames, int truths, int found) {
    this.frames = List.copyOf(frames);
    truthBoxes = new int[truths];
    foundBoxes = new int[found];
    for (Frame frame : frames) {
      for (int truth : frame.truths) {
        truthBoxes[truth]++;
      }
      for (int one : frame.found) {
        foundBoxes[one]++;
      }
    }
  }

  /**
   * What is in a frame.
   *
   * @param truths the true tracks that have a box
   * @param found the found tracks that have a box
   * @param overlaps how alike the boxes are, 0 to 1, a row for each truth
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
  record Frame(int[] truths, int[] found, double[][] overlaps) {}

  /** From frames whose tracks are numbered already. */
  static TrackPairs of(List<Frame> frames, int truths, int found) {
    return new TrackPairs(frames, truths, found);
  }

  /** From boxes, whose likeness is their intersection over union. */
  static TrackPairs of(List<MotFile.Row> truth, List<MotFile.Row> found) {
    SortedMap<Integer, List<MotFile.Row>> truthAt = MotFile.byFrame(truth);
    SortedMap<Integer, List<MotFile.Row>> foundAt = MotFile.byFrame(found);
    SortedSet<Integer> numbers = new TreeSet<>(truthAt.keySet());
    numbers.addAll(foundAt.keySet());
    Map<Integer, Integer> truthIds = new LinkedHashMap<>();
    Map<Integer, Integer> foundIds = new LinkedHashMap<>();
    List<Frame> frames = new ArrayList<>();
    for (int number : numbers) {
      List<MotFile.Row> there = truthAt.getOrDefault(number, List.of());
      List<MotFile.Row> here = foundAt.getOrDefault(number, List.of());
      double[][] overlaps = new double[there.size()][here.size()];
      for (int t = 0; t < there.size(); t++) {
        for (int f = 0; f < here.size(); f++) {
          overlaps[t][f] = there.get(t).box().iou(here.get(f).box());
        }
      }
      frames.add(new Frame(numbers(there, truthIds), numbers(here, foundIds), overlaps));
    }
    return new TrackPairs(frames, truthIds.size(), foundIds.size());
  }

  private static int[] numbers(List<MotFile.Row> rows, Map<Integer, Integer> ids) {
    int[] numbers = new int[rows.size()];
    for (int i = 0; i < numbers.length; i++) {
      int next = ids.size();
      numbers[i] = ids.computeIfAbsent(rows.get(i).id(), id -> next);
    }
    return numbers;
  }

  /** The frames that have a box, in order of time. */
  List<Frame> frames() {
    return frames;
  }

  int truths() {
    return truthBoxes.length;
  }

  int found() {
    return foundBoxes.length;
  }

  /** Boxes of a true track. */
  int boxesOfTruth(int truth) {
    return truthBoxes[truth];
  }

  /** Boxes of a found track. */
  int boxesOfFound(int one) {
    return foundBoxes[one];
  }

  /** Boxes of all true tracks. */
  int truthBoxes() {
    return sum(truthBoxes);
  }

  /** Boxes of all found tracks. */
  int foundBoxes() {
    return sum(foundBoxes);
  }

  private static int sum(int[] numbers) {
    int sum = 0;
    for (int number : numbers) {
      sum += number;
    }
    return sum;
  }
}

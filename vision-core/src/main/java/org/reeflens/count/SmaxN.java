package org.reeflens.count;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Synchronised MaxN (C. Magneville et al. 2024, Limnology and Oceanography: Methods,
 * doi:10.1002/lom3.10606): the most animals of one taxon that several cameras with separate views
 * saw at times so close to each other that none can have swum from one view to another. One frame
 * of each camera is chosen so that any two of the frames lie less than the cameras' distance over
 * the taxon's highest speed apart; SmaxN is the largest sum of the counts in such frames. It is
 * never below the MaxN of any camera nor above {@link SumMaxN}. For cameras of one place, whose
 * distance is 0, only frames of exactly one time go together.
 *
 * <p>Frames are compared on the common clock of {@link CameraCounts}; its error, and the time
 * between analysed frames, should be small beside the time from camera to camera. A camera may be
 * left out of the sum, when none of its frames goes with the others. Of equal sums one is told.
 *
 * @param n the sum, 0 or more
 * @param samples the analysed frame of each camera, in the order given; empty for one left out
 */
public record SmaxN(int n, List<OptionalInt> samples) {

  /** Copies the list. */
  public SmaxN {
    samples = List.copyOf(samples);
  }

  /**
   * Reckons SmaxN.
   *
   * @param cameras one taxon, as each camera saw it
   * @param distancesMetres distance of each camera from each, the same both ways, 0 or more
   * @param speedMetresPerSecond the highest speed of the taxon, above 0; too high a speed makes the
   *     number smaller, too low a one may count an animal twice
   * @throws IllegalArgumentException if distances or speed are out of range, or the distances are
   *     not those of so many cameras
   */
  public static SmaxN of(
      List<CameraCounts> cameras, double[][] distancesMetres, double speedMetresPerSecond) {
    if (!(speedMetresPerSecond > 0) || Double.isInfinite(speedMetresPerSecond)) {
      throw new IllegalArgumentException("a speed must be above 0: " + speedMetresPerSecond);
    }
    int size = cameras.size();
    if (distancesMetres.length != size) {
      throw new IllegalArgumentException(
          distancesMetres.length + " rows of distances for " + size + " cameras");
    }
    long[][] apart = new long[size][size];
    for (int a = 0; a < size; a++) {
      if (distancesMetres[a].length != size) {
        throw new IllegalArgumentException(
            distancesMetres[a].length + " distances for " + size + " cameras");
      }
      for (int b = 0; b < size; b++) {
        double metres = distancesMetres[a][b];
        if (!(metres >= 0) || Double.isInfinite(metres) || metres != distancesMetres[b][a]) {
          throw new IllegalArgumentException(
              "the distance of cameras "
                  + (a + 1)
                  + " and "
                  + (b + 1)
                  + " must be 0 or more and the same both ways: "
                  + metres);
        }
        apart[a][b] = (long) Math.ceil(1e6 * metres / speedMetresPerSecond);
      }
    }
    return new Search(cameras, apart).best();
  }

  /**
   * Goes through the choices camera by camera and leaves a branch when even the most that the
   * cameras left could add, in the times still open to them, does not beat the best sum.
   */
  private static final class Search {
    private final List<Camera> cameras;

    /** Microseconds that two frames must be less than apart; 0 for frames of one time. */
    private final long[][] apart;

    private final int[] chosen;
    private int[] bestChosen;
    private int best;

    Search(List<CameraCounts> counts, long[][] apart) {
      this.cameras = counts.stream().map(Camera::new).toList();
      this.apart = apart;
      this.chosen = new int[counts.size()];
      Arrays.fill(chosen, Camera.OUT);
      this.bestChosen = chosen.clone();
    }

    SmaxN best() {
      choose(0, 0);
      return new SmaxN(
          best,
          Arrays.stream(bestChosen)
              .mapToObj(s -> s == Camera.OUT ? OptionalInt.empty() : OptionalInt.of(s))
              .toList());
    }

    private void choose(int camera, int sum) {
      if (camera == cameras.size()) {
        if (sum > best) {
          best = sum;
          bestChosen = chosen.clone();
        }
        return;
      }
      Camera here = cameras.get(camera);
      List<int[]> options = new ArrayList<>();
      int[] open = open(camera, camera);
      for (int sample = open[0]; sample < open[1]; sample++) {
        // A frame with none adds nothing but its constraint; the camera is better left out.
        if (here.n[sample] > 0) {
          chosen[camera] = sample;
          options.add(new int[] {sample, sum + here.n[sample] + mostBeyond(camera)});
        }
      }
      chosen[camera] = Camera.OUT;
      options.add(new int[] {Camera.OUT, sum + mostBeyond(camera)});
      options.sort(Comparator.comparingInt(option -> -option[1]));
      for (int[] option : options) {
        if (option[1] <= best) {
          break;
        }
        chosen[camera] = option[0];
        choose(camera + 1, sum + (option[0] == Camera.OUT ? 0 : here.n[option[0]]));
      }
      chosen[camera] = Camera.OUT;
    }

    /** The most that the cameras after one could add, each for itself. */
    private int mostBeyond(int camera) {
      int most = 0;
      for (int c = camera + 1; c < cameras.size(); c++) {
        int[] open = open(c, camera + 1);
        most += cameras.get(c).most(open[0], open[1]);
      }
      return most;
    }

    /** The samples of a camera, from and to, that go with those chosen of the first cameras. */
    private int[] open(int camera, int first) {
      Camera here = cameras.get(camera);
      int from = 0;
      int to = here.n.length;
      for (int c = 0; c < first; c++) {
        if (c != camera && chosen[c] != Camera.OUT) {
          long time = cameras.get(c).micros[chosen[c]];
          long limit = apart[c][camera];
          from = Math.max(from, here.after(time - limit, limit > 0));
          to = Math.min(to, here.after(time + limit, limit == 0));
        }
      }
      return new int[] {from, Math.max(from, to)};
    }
  }

  /** Counts of a camera with the largest of any stretch at hand. */
  private static final class Camera {
    static final int OUT = -1;

    private final long[] micros;
    private final int[] n;

    /** By power of two: the largest of so many samples from each on. */
    private final List<int[]> largest = new ArrayList<>();

    Camera(CameraCounts counts) {
      int samples = counts.series().samples();
      micros = IntStream.range(0, samples).mapToLong(counts::micros).toArray();
      n = IntStream.range(0, samples).map(counts.series()::n).toArray();
      largest.add(n);
      for (int span = 1; 2 * span <= samples; span *= 2) {
        int[] half = largest.get(largest.size() - 1);
        int[] whole = new int[samples - 2 * span + 1];
        for (int i = 0; i < whole.length; i++) {
          whole[i] = Math.max(half[i], half[i + span]);
        }
        largest.add(whole);
      }
    }

    /** The first sample at a time or later, or only later. */
    int after(long time, boolean later) {
      int low = 0;
      int high = micros.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (micros[middle] < time || (later && micros[middle] == time)) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }

    /** The largest count from a sample up to another, that one left out; 0 if there is none. */
    int most(int from, int to) {
      if (from >= to) {
        return 0;
      }
      int power = 31 - Integer.numberOfLeadingZeros(to - from);
      int[] table = largest.get(power);
      return Math.max(table[from], table[to - (1 << power)]);
    }
  }
}

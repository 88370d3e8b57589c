package org.reeflens.survey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reeflens.detect.Detection;
import org.reeflens.frame.FrameTime;
import org.reeflens.geometry.Box;
import org.reeflens.track.TrackPoint;

/**
 * Every analysed frame of a dive and every observation of a confirmed track in them, kept small: 32
 * bytes an observation, so that an hour of ten fish at five frames a second takes 6 MB. Not for use
 * by two threads at once.
 */
public final class ObservationLog {

  private static final int INTS = 3;
  private static final int FLOATS = 5;

  private final List<FrameTime> samples = new ArrayList<>();
  private int[] ids = new int[INTS * 256];
  private float[] values = new float[FLOATS * 256];
  private int size;

  /** Observations by sample; null while observations are being added. */
  private @Nullable Index index;

  /** Takes note of an analysed frame; its sample number is the count of frames before it. */
  public void addSample(FrameTime time) {
    samples.add(time);
    index = null;
  }

  /**
   * Takes note of an observation.
   *
   * @throws IndexOutOfBoundsException if its sample was not noted before
   */
  public void add(TrackPoint point) {
    samples.get(point.sample());
    if (INTS * size == ids.length) {
      ids = Arrays.copyOf(ids, ids.length * 2);
      values = Arrays.copyOf(values, values.length * 2);
    }
    Detection seen = point.detection();
    ids[INTS * size] = point.track();
    ids[INTS * size + 1] = point.sample();
    ids[INTS * size + 2] = seen.classIndex();
    values[FLOATS * size] = (float) seen.box().left();
    values[FLOATS * size + 1] = (float) seen.box().top();
    values[FLOATS * size + 2] = (float) seen.box().right();
    values[FLOATS * size + 3] = (float) seen.box().bottom();
    values[FLOATS * size + 4] = (float) seen.confidence();
    size++;
    index = null;
  }

  /** How many observations there are. */
  public int size() {
    return size;
  }

  /** The analysed frames in time order. */
  public List<FrameTime> samples() {
    return Collections.unmodifiableList(samples);
  }

  /**
   * The observations in one analysed frame, by rising track.
   *
   * @throws IndexOutOfBoundsException if there is no such sample
   */
  public List<Observation> at(int sample) {
    samples.get(sample);
    Index built = index;
    if (built == null) {
      built = new Index(samples.size());
      index = built;
    }
    List<Observation> points = new ArrayList<>();
    for (int k = built.starts[sample]; k < built.starts[sample + 1]; k++) {
      points.add(observation(built.order[k]));
    }
    points.sort(Comparator.comparingInt(Observation::track));
    return points;
  }

  private Observation observation(int i) {
    Box box =
        new Box(
            values[FLOATS * i],
            values[FLOATS * i + 1],
            values[FLOATS * i + 2],
            values[FLOATS * i + 3]);
    return new Observation(
        ids[INTS * i], new Detection(box, values[FLOATS * i + 4], ids[INTS * i + 2]));
  }

  /** A counting sort by sample: observations of a new track arrive after later ones of others. */
  private final class Index {
    private final int[] starts;
    private final int[] order = new int[size];

    Index(int sampleCount) {
      starts = new int[sampleCount + 1];
      for (int i = 0; i < size; i++) {
        starts[ids[INTS * i + 1] + 1]++;
      }
      for (int s = 0; s < sampleCount; s++) {
        starts[s + 1] += starts[s];
      }
      int[] next = Arrays.copyOf(starts, sampleCount);
      for (int i = 0; i < size; i++) {
        order[next[ids[INTS * i + 1]]++] = i;
      }
    }
  }
}

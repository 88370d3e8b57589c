package org.reeflens.count;

import java.util.List;
import java.util.stream.IntStream;
import org.reeflens.detect.Detection;
import org.reeflens.frame.FrameTime;
import org.reeflens.geometry.Box;
import org.reeflens.taxonomy.Rank;
import org.reeflens.taxonomy.Taxon;
import org.reeflens.track.TrackPoint;

/** Small made-up dives. */
final class Fishes {
  static final Taxon GENUS = new Taxon("Caranx", Rank.GENUS, 125936, "Carangidae");
  static final Taxon SPECIES = new Taxon("Caranx sexfasciatus", Rank.SPECIES, 218425, "Caranx");

  private Fishes() {}

  /** The frame of a sample, at five frames a second. */
  static FrameTime time(int sample) {
    return new FrameTime(0, sample * 6, sample * 200_000L, sample * 200_000L);
  }

  static TrackPoint seen(int track, int sample, double confidence) {
    Box box = Box.ofSize(100 * track + sample, 50, 30, 15);
    return new TrackPoint(track, sample, new Detection(box, confidence, 0), box);
  }

  /** A book of samples, each with the tracks seen in it, all at a confidence of 0.5. */
  static CountBook book(int[]... tracksOfSample) {
    CountBook book = new CountBook();
    for (int sample = 0; sample < tracksOfSample.length; sample++) {
      int s = sample;
      List<TrackPoint> points =
          IntStream.of(tracksOfSample[s]).mapToObj(track -> seen(track, s, 0.5)).toList();
      book.add(time(s), points);
    }
    return book;
  }

  static int[] tracks(int... ids) {
    return ids;
  }
}

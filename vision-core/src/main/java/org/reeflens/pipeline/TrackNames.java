package org.reeflens.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.reeflens.classify.Backbone;
import org.reeflens.classify.Classifier;
import org.reeflens.classify.Crop;
import org.reeflens.classify.Name;
import org.reeflens.classify.Namer;
import org.reeflens.classify.Scores;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FrameTime;
import org.reeflens.taxonomy.Taxon;
import org.reeflens.track.TrackPoint;

/**
 * Names tracks: keeps the best crops of each animal in view, and when it is gone asks the
 * classifier for all of them at once. Memory follows the animals in view, not the dive.
 */
final class TrackNames {

  /** Crops of one track that are looked at. More cost time and resemble these; a guess. */
  private static final int CROPS = 5;

  /** Crops of one track lie at least so far apart, so that a pose does not count five times. */
  private static final long APART_MICROS = 350_000;

  /** Longer than any tracker here remembers a lost animal. A guess on the safe side. */
  private static final long OVER_AFTER_MICROS = 10_000_000;

  /** Tracks wait for others until so many crops fill the classifier's batches. */
  private static final int ENOUGH = 32;

  /** So many looks are enough for a name before the animal is gone. A guess. */
  private static final int GLANCE = 3;

  private record Look(long micros, double worth, Crop crop) {}

  private static final class Looks {
    private final List<Look> best = new ArrayList<>();
    private long lastSeenMicros;
    private boolean glanced;
  }

  private final Classifier classifier;
  private final boolean[] applies;
  private final Map<Integer, Looks> live = new TreeMap<>();
  private final Map<Integer, List<Look>> waiting = new TreeMap<>();
  private final Map<Integer, Name> names = new HashMap<>();
  private final Map<Integer, Name> early = new HashMap<>();
  private final boolean atOnce;
  private int cropsWaiting;

  /**
   * @param classifier names the animals
   * @param found the classes of the detector: only those are asked about that some class of the
   *     classifier stands below, such as "unidentified fish", and never a starfish
   * @param atOnce whether somebody waits for the names: then an animal in view gets a first name,
   *     and one that is over waits for no others
   */
  TrackNames(Classifier classifier, List<Taxon> found, boolean atOnce) {
    this.classifier = classifier;
    this.atOnce = atOnce;
    this.applies = new boolean[found.size()];
    for (int c = 0; c < applies.length; c++) {
      applies[c] = applies(classifier.namer(), found.get(c));
    }
  }

  private static boolean applies(Namer namer, Taxon found) {
    return found.scientificName().equals(namer.unidentified().scientificName())
        || namer.classes().stream().anyMatch(taxon -> namer.taxonomy().isWithin(taxon, found));
  }

  /** Looks at an observation in the frame at hand. */
  void offer(TrackPoint point, Frame frame) {
    if (!applies[point.detection().classIndex()]) {
      return;
    }
    long now = frame.time().diveMicros();
    Looks looks = live.computeIfAbsent(point.track(), track -> new Looks());
    looks.lastSeenMicros = now;
    Crop crop = classifier.crop(frame, point.detection().box().wider(Backbone.MARGIN));
    // Sharpness compares only crops of one animal, at one size: a blurred one tells less.
    double worth = TrackPictures.worth(point.detection(), frame) * crop.sharpness();
    keep(looks.best, new Look(now, worth, crop));
  }

  /** The best looks, no two of them close in time. */
  private static void keep(List<Look> best, Look look) {
    Optional<Look> near =
        best.stream().filter(kept -> look.micros() - kept.micros() < APART_MICROS).findFirst();
    if (near.isPresent() && near.get().worth() >= look.worth()) {
      return;
    }
    near.ifPresent(best::remove);
    best.add(look);
    if (best.size() > CROPS) {
      best.remove(best.stream().min(Comparator.comparingDouble(Look::worth)).orElseThrow());
    }
  }

  /** Names tracks that were not seen for long. */
  void retire(FrameTime now) {
    Iterator<Map.Entry<Integer, Looks>> tracks = live.entrySet().iterator();
    while (tracks.hasNext()) {
      Map.Entry<Integer, Looks> track = tracks.next();
      if (now.diveMicros() - track.getValue().lastSeenMicros > OVER_AFTER_MICROS) {
        queue(track.getKey(), track.getValue());
        tracks.remove();
      }
    }
    if (atOnce) {
      glance();
    }
    if (cropsWaiting >= (atOnce ? 1 : ENOUGH)) {
      classify();
    }
  }

  /** Gives one of the animals in view a first name: all of them together would take too long. */
  private void glance() {
    live.entrySet().stream()
        .filter(track -> !track.getValue().glanced && track.getValue().best.size() >= GLANCE)
        .findFirst()
        .ifPresent(
            track -> {
              List<Look> looks = track.getValue().best;
              track.getValue().glanced = true;
              early.put(
                  track.getKey(),
                  name(looks, classifier.classify(looks.stream().map(Look::crop).toList())));
            });
  }

  private Name name(List<Look> looks, List<Scores> scores) {
    double[] weights = looks.stream().mapToDouble(Look::worth).map(TrackNames::weight).toArray();
    return classifier.namer().name(Namer.consensus(scores, weights));
  }

  /** Names all that are left. */
  void finish() {
    live.forEach(this::queue);
    live.clear();
    classify();
  }

  private void queue(int track, Looks looks) {
    waiting.put(track, looks.best);
    cropsWaiting += looks.best.size();
  }

  private void classify() {
    List<Crop> crops = waiting.values().stream().flatMap(List::stream).map(Look::crop).toList();
    if (crops.isEmpty()) {
      return;
    }
    Iterator<Scores> scores = classifier.classify(crops).iterator();
    waiting.forEach(
        (track, looks) -> {
          List<Scores> own = new ArrayList<>();
          looks.forEach(look -> own.add(scores.next()));
          names.put(track, name(looks, own));
          early.remove(track);
        });
    waiting.clear();
    cropsWaiting = 0;
  }

  /** A crop of one grey has no sharpness, but still is a look at the animal. */
  private static double weight(double worth) {
    return Math.max(1e-6, worth);
  }

  /** The name of a track that is over, if it was looked at. */
  Optional<Name> name(int track) {
    return Optional.ofNullable(names.get(track));
  }

  /** The name of a track, or a first one if it is still seen and was looked at often enough. */
  Optional<Name> nameSoFar(int track) {
    return name(track).or(() -> Optional.ofNullable(early.get(track)));
  }

  /** For provenance. */
  String describe() {
    return classifier.describe() + ", up to " + CROPS + " crops a track";
  }
}

package org.reeflens.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reeflens.classify.Appearances;
import org.reeflens.classify.Classifier;
import org.reeflens.classify.Name;
import org.reeflens.count.CountBook;
import org.reeflens.count.CountChecks;
import org.reeflens.count.CountIntervals;
import org.reeflens.count.CountSeries;
import org.reeflens.count.CountTable;
import org.reeflens.count.Crossings;
import org.reeflens.count.CumulativeMaxN;
import org.reeflens.count.NamedPeriod;
import org.reeflens.count.Period;
import org.reeflens.count.PeriodCount;
import org.reeflens.count.TaxonCount;
import org.reeflens.detect.Detection;
import org.reeflens.detect.Detector;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.frame.FrameTime;
import org.reeflens.geometry.Affine;
import org.reeflens.survey.CountsSoFar;
import org.reeflens.survey.Inventory;
import org.reeflens.survey.NamedTrack;
import org.reeflens.survey.Observation;
import org.reeflens.survey.ObservationLog;
import org.reeflens.survey.Provenance;
import org.reeflens.survey.RunMetrics;
import org.reeflens.taxonomy.Taxon;
import org.reeflens.taxonomy.Taxonomy;
import org.reeflens.track.TrackPoint;
import org.reeflens.track.Tracker;
import org.reeflens.video.DecodeReport;
import org.reeflens.video.VideoException;

/** One run of a {@link DiveAnalysis}: what has been seen so far. */
final class Run {

  /** A person or a program asked the run to stop. */
  private static final class Cancelled extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final DiveAnalysis plan;
  private final Recording dive;
  private final Detector detector;
  private final Tracker tracker;
  private final Progress progress;
  private Period interest;
  private final FramePool pool;
  private ObservationLog observations = new ObservationLog();
  private CountBook book = new CountBook();
  private final TrackPictures pictures;
  private final @Nullable TrackNames classified;
  private final @Nullable FullestFrames fullest;

  /** Confidence a track has gathered for each class of the detector. */
  private final Map<Integer, double[]> votes = new TreeMap<>();

  private final Motion motion;
  private final @Nullable Gate gate;
  private Map<String, String> leftOut = Map.of();
  private final long startNanos = System.nanoTime();
  private final long startProcessorNanos = ProcessorTime.ofProgram();
  private @Nullable FrameTime last;

  Run(
      DiveAnalysis plan,
      Recording dive,
      Detector detector,
      @Nullable Classifier classifier,
      Tracker tracker,
      Progress progress) {
    this.plan = plan;
    this.dive = dive;
    this.detector = detector;
    this.tracker = tracker;
    this.progress = progress;
    this.interest = new Period(plan.fromSeconds(), Math.min(plan.toSeconds(), plan.diveSeconds()));
    // Frames of a stream grow old in a pool: one batch being detected, one made ready for it.
    this.pool =
        new FramePool(dive.isLive() ? 2 * detector.batchSize() : Stages.framesInFlight(detector));
    this.pictures = new TrackPictures(plan.evidence());
    this.motion = new Motion(plan.cameraMoves(), plan.stationary());
    AdaptiveSampling adaptive = plan.adaptive();
    this.gate = adaptive == null ? null : new Gate(detector.inSequence(), adaptive);
    this.classified =
        classifier == null ? null : new TrackNames(classifier, detector.classes(), dive.isLive());
    this.fullest =
        dive.isLive() || plan.watcher() != null ? new FullestFrames(dive.isLive()) : null;
  }

  /** The pool the run's frames are leased from; full again when the run is over. */
  FramePool pool() {
    return pool;
  }

  Inventory run() {
    Recording.Reader reader = dive.open(plan.samplesPerSecond(), interest, pool);
    Stages stages = new Stages(reader::next, inSequence(), this::analyse);
    try {
      stages.run();
      nameTheRest();
      pictures.finish();
    } catch (Stages.StageException failed) {
      throw stopped(sentence(failed.stage(), failed.failure()), failed.failure(), reader);
    } catch (InterruptedException cancelled) {
      Thread.currentThread().interrupt();
      throw stopped("The analysis was interrupted" + where() + ".", cancelled, reader);
    } catch (RuntimeException failed) {
      throw stopped(sentence("finishing the last tracks", failed), failed, reader);
    } finally {
      reader.close();
      motion.close();
      if (gate != null) {
        gate.close();
      }
      plan.metrics().accept(metrics(stages));
    }
    if (book.samples() == 0) {
      // Nothing seen is no zero count.
      throw new AnalysisException(nothingRead(reader.report()), null, null);
    }
    return inventory(reader);
  }

  private Detector inSequence() {
    if (gate != null) {
      return gate;
    }
    return dive.isPhotos() ? detector : detector.inSequence();
  }

  private RunMetrics metrics(Stages stages) {
    long processorNanos = ProcessorTime.ofProgram();
    return new RunMetrics(
        (System.nanoTime() - startNanos) / 1e9,
        processorNanos < 0 ? -1 : (processorNanos - startProcessorNanos) / 1e9,
        Runtime.getRuntime().availableProcessors(),
        book.samples(),
        stages.stages(pool),
        stages.queues());
  }

  /** Everything that needs frames in time order; runs on one thread. */
  private void analyse(Frame frame, List<Detection> detections) {
    if (progress.cancelled()) {
      throw new Cancelled();
    }
    FrameTime time = frame.time();
    int sample = book.samples();
    Affine camera = motion.camera(frame, detections);
    List<TrackPoint> points = tracker.update(time.seconds(), looked(frame, detections), camera);
    motion.watch(time, points);
    // Names first and pictures last: whatever fails, each track on record has its name.
    for (TrackPoint point : points) {
      votes
              .computeIfAbsent(point.track(), track -> new double[detector.classes().size()])[
              point.detection().classIndex()] +=
          point.detection().confidence();
    }
    book.add(time, points);
    observations.addSample(time);
    points.forEach(observations::add);
    last = time;
    for (TrackPoint point : points) {
      if (point.sample() == sample) {
        pictures.offer(point, frame);
        if (classified != null) {
          classified.offer(point, frame);
        }
      }
    }
    pictures.retire(time);
    if (classified != null) {
      classified.retire(time);
    }
    tellCounts(frame, sample, detections, points);
    progress.at(
        new Progress.State(
            time.seconds() - interest.fromSeconds(),
            interest.toSeconds() - interest.fromSeconds(),
            sample + 1,
            (System.nanoTime() - startNanos) / 1e9));
  }

  private List<Detection> looked(Frame frame, List<Detection> detections) {
    Appearances looks = plan.appearances();
    return looks == null ? detections : looks.look(frame, detections);
  }

  private void tellCounts(
      Frame frame, int sample, List<Detection> detections, List<TrackPoint> points) {
    if (fullest == null) {
      return;
    }
    fullest.add(frame, sample, !detections.isEmpty(), points);
    Set<Integer> still = motion.stationary();
    fullest.tidy(this::taxonSoFar, pictures::isOver, still::contains);
    Consumer<CountsSoFar> watcher = plan.watcher();
    if (watcher != null) {
      watcher.accept(fullest.counts(this::taxonSoFar, still::contains));
    }
  }

  private Taxon taxonSoFar(int track) {
    return Optional.ofNullable(classified)
        .flatMap(names -> names.nameSoFar(track))
        .map(Name::taxon)
        .orElseGet(() -> surest(track));
  }

  private Inventory inventory(Recording.Reader reader) {
    DecodeReport decode = reader.report();
    interest =
        new Period(interest.fromSeconds(), Math.min(interest.toSeconds(), reader.endSeconds()));
    leaveOutStationary();
    List<NamedTrack> tracks =
        book.tracks().stream().map(track -> new NamedTrack(track, name(track.id()))).toList();
    // Each is asked for once for every observation and period.
    Map<Integer, Taxon> taxonOf = new HashMap<>();
    Set<Integer> fishes = new HashSet<>();
    for (NamedTrack track : tracks) {
      taxonOf.put(track.track().id(), track.taxon());
      if (Taxonomy.shipped().isFish(track.taxon())) {
        fishes.add(track.track().id());
      }
    }
    IntFunction<Taxon> names = taxonOf::get;
    CountChecks checks = new CountChecks(intervals().orElse(null), dive.width(), dive.height());
    Map<CountSeries, IntPredicate> rows = new LinkedHashMap<>();
    IntPredicate fish = fishes::contains;
    rows.put(book.series(CountSeries.ALL_FISH, fish), fish);
    for (CountSeries series : book.byTaxon(names)) {
      rows.put(series, track -> names.apply(track).equals(series.taxon()));
    }
    List<PeriodCount> counts = new ArrayList<>();
    for (NamedPeriod period : periods()) {
      rows.forEach(
          (series, members) ->
              PeriodCount.of(book, series, members, period, checks).ifPresent(counts::add));
    }
    CountTable table = CountTable.of(book, names, interest, checks);
    if (fullest != null) {
      fullest.hand(table.rows().stream().map(TaxonCount::maxN).toList(), plan.evidence());
    }
    return new Inventory(
        table,
        counts,
        rows.keySet().stream().map(series -> CumulativeMaxN.of(series, interest)).toList(),
        Crossings.of(book, names, table, plan.lines(), plan.zones(), dive.width(), dive.height()),
        tracks,
        observations,
        provenance(decode).with(reader.settings()));
  }

  /** All of it, its first minutes, and then its periods. */
  private List<NamedPeriod> periods() {
    List<NamedPeriod> periods = new ArrayList<>(List.of(NamedPeriod.all(interest)));
    plan.firstMinutes().forEach(minutes -> periods.add(NamedPeriod.first(minutes, interest)));
    List<Period> pieces = interest.split(plan.periodSeconds());
    if (pieces.size() > 1) {
      // A dive shorter than one period is its own only period.
      pieces.forEach(piece -> periods.add(NamedPeriod.byEnds(piece)));
    }
    return periods;
  }

  private Optional<CountIntervals> intervals() {
    double confidence = plan.followsFish() ? detector.following() : detector.confidence();
    return detector.heldOut().map(scores -> new CountIntervals(scores, confidence));
  }

  /** Goes on with a book and a log without the tracks that never moved. */
  private void leaveOutStationary() {
    Set<Integer> still = motion.stationary();
    if (!still.isEmpty()) {
      leftOut = motion.told(book.tracks());
      CountBook kept = new CountBook();
      ObservationLog seen = new ObservationLog();
      for (int sample = 0; sample < book.samples(); sample++) {
        List<TrackPoint> points = new ArrayList<>();
        for (Observation one : observations.at(sample)) {
          if (!still.contains(one.track())) {
            points.add(new TrackPoint(one.track(), sample, one.detection(), one.detection().box()));
          }
        }
        kept.add(book.time(sample), points);
        seen.addSample(book.time(sample));
        points.forEach(seen::add);
      }
      book = kept;
      observations = seen;
    }
  }

  private void nameTheRest() {
    if (classified != null) {
      classified.finish();
    }
  }

  /** What the classifier says; of an animal that it did not see, what the detector says. */
  private Name name(int track) {
    return Optional.ofNullable(classified)
        .flatMap(names -> names.name(track))
        .orElseGet(() -> Name.notClassified(surest(track)));
  }

  /** The class that a track's detections were surest of, all together. */
  private Taxon surest(int track) {
    double[] gathered = Objects.requireNonNull(votes.get(track), "a track without detections");
    int best = 0;
    for (int c = 1; c < gathered.length; c++) {
      if (gathered[c] > gathered[best]) {
        best = c;
      }
    }
    return detector.classes().get(best);
  }

  private Provenance provenance(DecodeReport decode) {
    return usual(decode)
        .with(motion.settings())
        .with(leftOut)
        .with(gate == null ? Map.of() : Map.of("adaptiveSampling", gate.told()));
  }

  private Provenance usual(DecodeReport decode) {
    return new Provenance(
        VisionRuntime.software(),
        VisionRuntime.platform(),
        decode,
        String.format(Locale.ROOT, "%s frames a second by time", number(plan.samplesPerSecond())),
        Stream.of(
                Optional.of(detector.describe()),
                Optional.ofNullable(classified).map(TrackNames::describe),
                Optional.ofNullable(plan.appearances()).map(Appearances::describe))
            .flatMap(Optional::stream)
            .toList(),
        Map.of(
            "periodOfInterest_s",
            number(interest.fromSeconds()) + " to " + number(interest.toSeconds()),
            "maxNPeriod_s",
            number(plan.periodSeconds()),
            "tracker",
            tracker.describe(),
            "intervals",
            intervals()
                .map(known -> "95 %, from " + known.source())
                .orElse("none: nothing is known of this detector on held-out pictures")));
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private AnalysisException stopped(String message, Throwable cause, Recording.Reader reader) {
    try {
      pictures.finish();
      nameTheRest();
    } catch (RuntimeException again) {
      // The pictures may be what failed; the counts are kept all the same.
      if (!again.equals(cause)) {
        cause.addSuppressed(again);
      }
    }
    boolean nothing = book.samples() == 0;
    return new AnalysisException(message, cause, nothing ? null : inventory(reader));
  }

  /** What went wrong, in which file, when and where in the program. */
  private String sentence(String stage, Throwable cause) {
    if (cause instanceof Cancelled) {
      return "The analysis was stopped on request" + where() + ".";
    }
    String told = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return cause instanceof VideoException
        ? told
        : "The analysis failed while " + stage + where() + ": " + told;
  }

  private String nothingRead(DecodeReport report) {
    return String.format(
        Locale.ROOT,
        "No frame of %s could be read between %.2f s and %.2f s of the dive: %s",
        dive.name(0),
        interest.fromSeconds(),
        interest.toSeconds(),
        report.summary());
  }

  private String where() {
    FrameTime time = last;
    return time == null
        ? " before the first frame of " + dive.name(0)
        : String.format(
            Locale.ROOT,
            " after %.1f s of the dive, in %s",
            time.seconds(),
            dive.name(time.chapter()));
  }
}

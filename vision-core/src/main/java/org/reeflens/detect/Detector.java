package org.reeflens.detect;

import java.util.List;
import java.util.Optional;
import org.reeflens.frame.Frame;
import org.reeflens.model.ModelException;
import org.reeflens.model.ModelPackage;
import org.reeflens.stats.HeldOutScores;
import org.reeflens.taxonomy.Taxon;

/**
 * Finds animals in single pictures. The work has two halves so that they can run side by side:
 * {@link #pack} copies what the detector needs out of the frames, on any one thread; {@link
 * #detect} runs the detector, on one thread that may be another. Several analyses may share one,
 * each with two threads of its own: they take turns on the device and get the same results as
 * alone.
 */
public interface Detector extends AutoCloseable {

  /**
   * Share of the believed confidence down to which detections are reported: VIAME's trained
   * ByteTrack goes down to 0.274 where it believes from 0.751.
   */
  double FAINT = 1.0 / 3;

  /**
   * Loads a model package as its manifest says, on the best engine at hand.
   *
   * @throws ModelException if the package is no detector or no engine can run it
   */
  static Detector open(ModelPackage model) {
    return open(model, DetectorOptions.DEFAULT);
  }

  /**
   * Loads a model package.
   *
   * @throws ModelException if the package is no detector or no engine can run it
   */
  static Detector open(ModelPackage model, DetectorOptions options) {
    if (options.tiling().isPresent() && model.manifest().input().background()) {
      throw new ModelException(
          model
              + " compares a picture with its background, which it cannot do tile by tile; leave out"
              + " the tiles or take a model for single pictures");
    }
    return options
        .tiling()
        .<Detector>map(tiling -> TiledDetector.open(model, options, tiling))
        .orElseGet(() -> new ModelDetector(model, options));
  }

  /** The classes a detection may have, by {@link Detection#classIndex()}. */
  List<Taxon> classes();

  /**
   * The confidence from which on a detection in one picture is believed, above 0 and below 1.
   * Fainter ones are reported too, down to {@link #FAINT} of {@link #following()}: they are no
   * reason to follow an animal, but a tracker uses them to go on with one that it follows.
   */
  double confidence();

  /**
   * The confidence from which on an animal is followed through video, above 0 and at most {@link
   * #confidence()}: a track is confirmed by several hits, so each of them may be less sure than a
   * box that stands alone.
   */
  default double following() {
    return confidence();
  }

  /**
   * This detector for the frames of one recording, packed in order of time. One that needs time
   * remembers what it saw there; to this detector itself every picture is the only one. Take a new
   * one for each recording; it ends with this detector and need not be closed.
   */
  default Detector inSequence() {
    return this;
  }

  /**
   * How this detector did on pictures it was not trained with, from which counts get their
   * intervals; empty where that is not known, so that counts have none.
   */
  default Optional<HeldOutScores> heldOut() {
    return Optional.empty();
  }

  /** Which model with which thresholds runs on which engine, for provenance. */
  String describe();

  /** The most frames one batch can hold, 1 or more. */
  int batchSize();

  /**
   * Copies what the detector needs of some frames. The frames can be closed afterwards. Waits while
   * all of the detector's batches are in use.
   *
   * @param frames (Input) one to {@link #batchSize()} frames; they stay the caller's
   * @return a batch that the caller hands to {@link #detect} or closes
   * @throws InterruptedException if interrupted while it waits for a free batch
   */
  Batch pack(List<? extends Frame> frames) throws InterruptedException;

  /**
   * Runs the detector on a batch of its own and closes the batch.
   *
   * @param batch (Input) what {@link #pack} returned; closed on return, also after a failure
   * @return for each frame, in order, its detections after suppression of doubles, by falling
   *     confidence, in that frame's source pixels
   */
  List<List<Detection>> detect(Batch batch);

  @Override
  void close();

  /** Frames made ready for a detector. */
  interface Batch extends AutoCloseable {

    /** How many frames it holds. */
    int size();

    /** Gives the memory back without detecting. Closing twice does nothing. */
    @Override
    void close();
  }
}

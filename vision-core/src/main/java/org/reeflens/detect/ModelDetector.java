package org.reeflens.detect;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.reeflens.frame.Frame;
import org.reeflens.geometry.Box;
import org.reeflens.image.Background;
import org.reeflens.inference.InferenceSession;
import org.reeflens.inference.PicturePacker;
import org.reeflens.inference.Placement;
import org.reeflens.inference.Tensor;
import org.reeflens.model.ModelException;
import org.reeflens.model.ModelManifest;
import org.reeflens.model.ModelPackage;
import org.reeflens.stats.HeldOutScores;
import org.reeflens.taxonomy.Taxon;

/** A detector that runs a model package. */
final class ModelDetector implements Detector {

  /** One being packed, one waiting, one being detected. */
  private static final int BATCHES = 3;

  private final ModelManifest manifest;
  private final List<Taxon> classes;
  private final double confidence;
  private final double following;
  private final InferenceSession session;
  private final PicturePacker packer;
  private final OutputDecoder decoder;
  private final String description;
  private final Semaphore free;
  private final Queue<ByteBuffer> unused = new ConcurrentLinkedQueue<>();

  ModelDetector(ModelPackage model, DetectorOptions options) {
    this(model, options, BATCHES);
  }

  /**
   * Opens a detector that hands out many batches at once.
   *
   * @param batches the most batches in use; their memory is taken when it is first needed
   */
  ModelDetector(ModelPackage model, DetectorOptions options, int batches) {
    free = new Semaphore(batches, true);
    manifest = model.manifest();
    if (manifest.task() != ModelManifest.Task.DETECTION) {
      throw new ModelException(model + " is not a detector; its task is " + manifest.task());
    }
    classes = model.classes();
    ModelManifest.Thresholds thresholds = manifest.thresholds();
    confidence = options.confidence().orElse(thresholds.confidence().value());
    following =
        options.confidence().orElse(thresholds.following().orElse(thresholds.confidence()).value());
    decoder = OutputDecoder.of(manifest, classes.size());
    packer = new PicturePacker(manifest.input());
    session = InferenceSession.open(model, options.session());
    description =
        model
            + " (SHA-256 "
            + model.sha256()
            + "), confidence "
            + confidence
            + (following < confidence ? ", followed from " + following : "")
            + manifest.thresholds().iou().map(iou -> ", IoU " + iou.value()).orElse("")
            + ", "
            + session.describe();
  }

  private ByteBuffer take() throws InterruptedException {
    free.acquire();
    ByteBuffer buffer = unused.poll();
    return buffer != null
        ? buffer
        : ByteBuffer.allocateDirect(session.bytes()).order(ByteOrder.nativeOrder());
  }

  private void giveBack(ByteBuffer buffer) {
    unused.add(buffer);
    free.release();
  }

  @Override
  public List<Taxon> classes() {
    return classes;
  }

  @Override
  public int batchSize() {
    return session.batch();
  }

  @Override
  public double confidence() {
    return confidence;
  }

  @Override
  public double following() {
    return following;
  }

  @Override
  public Optional<HeldOutScores> heldOut() {
    return manifest.heldOut();
  }

  @Override
  public String describe() {
    return description;
  }

  @Override
  public Detector inSequence() {
    return manifest.input().background() ? new InSequence() : this;
  }

  @Override
  public Batch pack(List<? extends Frame> frames) throws InterruptedException {
    return pack(frames, (frame, packed) -> Optional.empty());
  }

  /** What stands behind a picture in its recording, if that is known. */
  private interface Behind {
    Optional<ByteBuffer> of(Frame frame, ByteBuffer packed);
  }

  private Batch pack(List<? extends Frame> frames, Behind behind) throws InterruptedException {
    if (frames.isEmpty() || frames.size() > batchSize()) {
      throw new IllegalArgumentException(
          "a batch takes 1 to " + batchSize() + " frames, not " + frames.size());
    }
    ByteBuffer buffer = take();
    try {
      int bytes = manifest.input().bytesPerPicture();
      List<Placement> places = new ArrayList<>();
      // What an earlier batch left behind the last frame stays: its output is not read.
      for (Frame frame : frames) {
        ByteBuffer picture = buffer.slice(places.size() * bytes, bytes);
        synchronized (packer) {
          places.add(packer.pack(frame, picture));
        }
        if (manifest.input().background()) {
          ByteBuffer upper = picture.slice(0, bytes / 2);
          // Before itself a picture shows nothing that moves.
          picture.put(bytes / 2, behind.of(frame, upper).orElse(upper), 0, bytes / 2);
        }
      }
      return new Packed(buffer, places);
    } catch (RuntimeException | Error e) {
      giveBack(buffer);
      throw e;
    }
  }

  @Override
  public List<List<Detection>> detect(Batch batch) {
    if (!(batch instanceof Packed packed) || packed.owner() != this) {
      throw new IllegalArgumentException("the batch was packed by another detector");
    }
    try (packed) {
      List<Tensor> outputs = session.run(packed.contents());
      List<List<Detection>> detections = new ArrayList<>();
      for (int picture = 0; picture < packed.size(); picture++) {
        detections.add(detections(outputs, picture, packed.places.get(picture)));
      }
      return detections;
    }
  }

  private List<Detection> detections(List<Tensor> outputs, int picture, Placement place) {
    Candidates found = new Candidates();
    decoder.decode(outputs, picture, (float) (FAINT * following), found);
    List<Detection> detections = new ArrayList<>();
    for (int i : kept(found)) {
      Optional<Box> box =
          place.toSource(found.left(i), found.top(i), found.right(i), found.bottom(i));
      // Some networks round a score to just above one.
      double score = Math.min(1, found.score(i));
      box.ifPresent(inside -> detections.add(new Detection(inside, score, found.classIndex(i))));
    }
    return detections;
  }

  private int[] kept(Candidates found) {
    int most = manifest.maxDetections();
    return manifest
        .thresholds()
        .iou()
        .map(iou -> Suppression.keep(found, iou.value(), most))
        .orElseGet(() -> IntStream.of(found.byFallingScore()).limit(most).toArray());
  }

  @Override
  public void close() {
    session.close();
  }

  /** The same detector with the background of one recording. */
  private final class InSequence implements Detector {

    private @Nullable Background background;
    private int width;
    private int height;

    @Override
    public Batch pack(List<? extends Frame> frames) throws InterruptedException {
      return ModelDetector.this.pack(frames, this::behind);
    }

    private Optional<ByteBuffer> behind(Frame frame, ByteBuffer packed) {
      Background known = background;
      if (known == null || frame.width() != width || frame.height() != height) {
        known = new Background(packed.capacity());
        background = known;
        width = frame.width();
        height = frame.height();
      }
      return known.update(frame.time().seconds(), packed);
    }

    @Override
    public List<Taxon> classes() {
      return ModelDetector.this.classes();
    }

    @Override
    public double confidence() {
      return ModelDetector.this.confidence();
    }

    @Override
    public double following() {
      return ModelDetector.this.following();
    }

    @Override
    public String describe() {
      return ModelDetector.this.describe();
    }

    @Override
    public Optional<HeldOutScores> heldOut() {
      return ModelDetector.this.heldOut();
    }

    @Override
    public int batchSize() {
      return ModelDetector.this.batchSize();
    }

    @Override
    public List<List<Detection>> detect(Batch batch) {
      return ModelDetector.this.detect(batch);
    }

    /** The detector stays open: it is not this one's. */
    @Override
    public void close() {}
  }

  /** A batch in one of the detector's buffers. */
  private final class Packed implements Batch {

    private final List<Placement> places;
    private @Nullable ByteBuffer buffer;

    Packed(ByteBuffer buffer, List<Placement> places) {
      this.buffer = buffer;
      this.places = places;
    }

    ModelDetector owner() {
      return ModelDetector.this;
    }

    synchronized ByteBuffer contents() {
      if (buffer == null) {
        throw new IllegalStateException("the batch is closed");
      }
      return buffer;
    }

    @Override
    public int size() {
      return places.size();
    }

    @Override
    public synchronized void close() {
      ByteBuffer given = buffer;
      buffer = null;
      if (given != null) {
        giveBack(given);
      }
    }
  }
}

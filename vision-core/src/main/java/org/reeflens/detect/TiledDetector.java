package org.reeflens.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.reeflens.frame.Frame;
import org.reeflens.frame.Region;
import org.reeflens.frame.Tiling;
import org.reeflens.inference.SessionOptions;
import org.reeflens.model.ModelManifest.Threshold;
import org.reeflens.model.ModelPackage;
import org.reeflens.taxonomy.Taxon;

/**
 * A detector that looks at each picture tile by tile, for animals that are too small or too many
 * for one look, and joins what the tiles show; see {@link TileMerge} for the rule. The tiles of one
 * picture fill the batches of the detector inside, which must hand out as many batches at once as
 * {@value #PICTURES} pictures need.
 */
final class TiledDetector implements Detector {

  /** One being packed, one waiting, one being detected. */
  static final int PICTURES = 3;

  /** Tiles in a run where it is not known how many a picture has: a guess. */
  private static final int FEW = 4;

  /** Overlap of doubles for models that need no suppression within a picture: a guess. */
  private static final double DOUBLES = 0.6;

  private final Detector inside;
  private final Tiling tiling;
  private final double iou;
  private final Semaphore free = new Semaphore(PICTURES, true);

  /**
   * Wraps a detector.
   *
   * @param inside finds the animals of a tile; closed with this one
   * @param tiling how pictures are cut
   * @param iou overlap (IoU) above which the weaker of two boxes is a double
   */
  TiledDetector(Detector inside, Tiling tiling, double iou) {
    this.inside = inside;
    this.tiling = tiling;
    this.iou = iou;
  }

  /**
   * Opens a model package for tiles. Where the tiles of a picture are known in number, a run takes
   * as many of them as leave the fewest places empty.
   */
  static TiledDetector open(ModelPackage model, DetectorOptions options, Tiling tiling) {
    int most = model.manifest().input().batch();
    int pictures = tiling.columns() * tiling.rows() + (tiling.whole() ? 1 : 0);
    int batch = Math.min(most, FEW);
    if (tiling.side() == 0) {
      int runs = (pictures + most - 1) / most;
      batch = (pictures + runs - 1) / runs;
    }
    SessionOptions session =
        options.session().batch() > 0 ? options.session() : options.session().withBatch(batch);
    double iou = model.manifest().thresholds().iou().map(Threshold::value).orElse(DOUBLES);
    return new TiledDetector(
        new ModelDetector(model, options.withSession(session), Integer.MAX_VALUE), tiling, iou);
  }

  @Override
  public List<Taxon> classes() {
    return inside.classes();
  }

  @Override
  public double confidence() {
    return inside.confidence();
  }

  @Override
  public double following() {
    return inside.following();
  }

  @Override
  public String describe() {
    return inside.describe() + ", " + tiling;
  }

  @Override
  public int batchSize() {
    return 1;
  }

  @Override
  public Batch pack(List<? extends Frame> frames) throws InterruptedException {
    if (frames.size() != 1) {
      throw new IllegalArgumentException("a batch takes 1 frame, not " + frames.size());
    }
    Frame frame = frames.get(0);
    List<Region> tiles = new ArrayList<>(tiling.tiles(frame.width(), frame.height()));
    if (tiling.whole() && tiles.size() > 1) {
      tiles.add(new Region(0, 0, frame.width(), frame.height()));
    }
    free.acquire();
    Tiles packed = new Tiles(frame.width(), frame.height(), tiles);
    try {
      int most = inside.batchSize();
      for (int from = 0; from < tiles.size(); from += most) {
        packed.batches.add(
            inside.pack(
                tiles.subList(from, Math.min(tiles.size(), from + most)).stream()
                    .map(tile -> new TileFrame(frame, tile))
                    .toList()));
      }
      return packed;
    } catch (InterruptedException | RuntimeException | Error e) {
      packed.close();
      throw e;
    }
  }

  @Override
  public List<List<Detection>> detect(Batch batch) {
    if (!(batch instanceof Tiles packed) || packed.owner() != this) {
      throw new IllegalArgumentException("the batch was packed by another detector");
    }
    try (packed) {
      packed.requireOpen();
      TileMerge merge = new TileMerge(packed.width, packed.height, iou);
      int tile = 0;
      for (Batch part : packed.batches) {
        for (List<Detection> found : inside.detect(part)) {
          merge.add(packed.tiles.get(tile++), found);
        }
      }
      return List.of(merge.result());
    }
  }

  @Override
  public void close() {
    inside.close();
  }

  /** The tiles of one picture in batches of the detector inside. */
  private final class Tiles implements Batch {

    private final int width;
    private final int height;
    private final List<Region> tiles;
    private final List<Batch> batches = new ArrayList<>();
    private boolean closed;

    Tiles(int width, int height, List<Region> tiles) {
      this.width = width;
      this.height = height;
      this.tiles = tiles;
    }

    TiledDetector owner() {
      return TiledDetector.this;
    }

    synchronized void requireOpen() {
      if (closed) {
        throw new IllegalStateException("the batch is closed");
      }
    }

    @Override
    public int size() {
      return 1;
    }

    @Override
    public synchronized void close() {
      if (!closed) {
        closed = true;
        batches.forEach(Batch::close);
        free.release();
      }
    }
  }
}

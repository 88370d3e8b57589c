package org.reeflens.measure;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.reeflens.frame.Frame;
import org.reeflens.frame.Region;
import org.reeflens.geometry.Box;
import org.reeflens.geometry.Mask;
import org.reeflens.inference.InferenceSession;
import org.reeflens.inference.PicturePacker;
import org.reeflens.inference.Placement;
import org.reeflens.inference.SessionOptions;
import org.reeflens.inference.Tensor;
import org.reeflens.model.ModelException;
import org.reeflens.model.ModelManifest;
import org.reeflens.model.ModelPackage;

/** Outlines by a network that gives the probability of each pixel of a box. */
final class ModelOutliner implements Outliner {

  /** Share of the box's side that the network sees more, on each side. */
  private static final double MARGIN = 0.15;

  private final ModelPackage model;
  private final InferenceSession session;
  private final PicturePacker packer;
  private final ByteBuffer input;
  private final double cut;

  private ModelOutliner(ModelPackage model, InferenceSession session) {
    this.model = model;
    this.session = session;
    this.packer = new PicturePacker(model.manifest().input());
    this.input = ByteBuffer.allocateDirect(session.bytes()).order(ByteOrder.nativeOrder());
    this.cut = model.manifest().thresholds().confidence().value();
  }

  static ModelOutliner open(ModelPackage model, SessionOptions options) {
    ModelManifest.Task task = model.manifest().task();
    if (task != ModelManifest.Task.SEGMENTATION) {
      throw new ModelException(model + " gives no outlines; its task is " + task);
    }
    return new ModelOutliner(model, InferenceSession.open(model, options.withBatch(1)));
  }

  @Override
  public Optional<Outline> outline(Frame frame, Box box) {
    Region region = region(frame, box);
    Placement place = packer.pack(frame, region, input);
    Tensor output = session.run(input).get(0);
    float[] scores = output.values();
    int columns = model.manifest().input().width();
    int rows = model.manifest().input().height();
    if (scores.length != columns * rows) {
      throw new ModelException(
          model + " does not give a score for each of its " + columns + " x " + rows + " pixels");
    }
    boolean logits = model.manifest().output().scoresAreLogits();
    for (int i = 0; i < scores.length; i++) {
      if (!Float.isFinite(scores[i])) {
        throw new ModelException(model + " gives a number that is not finite: " + scores[i]);
      }
      scores[i] = logits ? (float) (1 / (1 + Math.exp(-scores[i]))) : scores[i];
    }
    boolean[] inside = new boolean[region.width() * region.height()];
    double within = 0;
    double beyond = 0;
    int area = 0;
    for (int i = 0; i < inside.length; i++) {
      int column = i % region.width();
      int row = i / region.width();
      double x = (column + 0.5) * place.width() / region.width() + place.x() - 0.5;
      double y = (row + 0.5) * place.height() / region.height() + place.y() - 0.5;
      double score = at(scores, columns, rows, x, y);
      inside[i] = score >= cut;
      area += inside[i] ? 1 : 0;
      within += inside[i] ? score : 0;
      beyond += inside[i] ? 0 : score;
    }
    if (area == 0) {
      return Optional.empty();
    }
    Mask mask = Mask.of(region.x(), region.y(), region.width(), region.height(), inside);
    return Optional.of(new Outline(mask, Math.max(0, Math.min(1, within / (area + beyond)))));
  }

  /** The pixels that the network sees of a box. */
  private static Region region(Frame frame, Box box) {
    double dx = MARGIN * box.width();
    double dy = MARGIN * box.height();
    int left = (int) Math.max(0, Math.floor(box.left() - dx + 0.5));
    int top = (int) Math.max(0, Math.floor(box.top() - dy + 0.5));
    int right = (int) Math.min(frame.width(), Math.ceil(box.right() + dx + 0.5));
    int bottom = (int) Math.min(frame.height(), Math.ceil(box.bottom() + dy + 0.5));
    if (right <= left || bottom <= top) {
      throw new IllegalArgumentException("the box lies outside the picture: " + box);
    }
    return new Region(left, top, right - left, bottom - top);
  }

  /** The score at a place of the network's picture, between those of its pixels. */
  private static double at(float[] scores, int columns, int rows, double x, double y) {
    double cx = Math.max(0, Math.min(columns - 1, x));
    double cy = Math.max(0, Math.min(rows - 1, y));
    int left = (int) Math.min(columns - 2, cx);
    int top = (int) Math.min(rows - 2, cy);
    double px = cx - left;
    double py = cy - top;
    int i = top * columns + left;
    return (1 - py) * ((1 - px) * scores[i] + px * scores[i + 1])
        + py * ((1 - px) * scores[i + columns] + px * scores[i + columns + 1]);
  }

  @Override
  public String describe() {
    return model + " (SHA-256 " + model.sha256() + "), " + session.describe();
  }

  @Override
  public void close() {
    session.close();
  }
}

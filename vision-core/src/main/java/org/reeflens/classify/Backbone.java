package org.reeflens.classify;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.reeflens.frame.Frame;
import org.reeflens.frame.Region;
import org.reeflens.geometry.Box;
import org.reeflens.inference.InferenceSession;
import org.reeflens.inference.PicturePacker;
import org.reeflens.inference.SessionOptions;
import org.reeflens.inference.Tensor;
import org.reeflens.model.ModelException;
import org.reeflens.model.ModelManifest;
import org.reeflens.model.ModelPackage;

/**
 * The network of a classifier without its head: crops in, one row of numbers a crop out. Crops may
 * be cut on one thread while another runs the network.
 */
public final class Backbone implements AutoCloseable {

  /** Part of a box's side that a crop shows around it on each side, as in the training. */
  public static final double MARGIN = 0.1;

  private final ModelPackage model;
  private final InferenceSession session;
  private final PicturePacker packer;
  private final SharpnessMeter meter;
  private final ByteBuffer picture;
  private final ByteBuffer batch;

  private Backbone(ModelPackage model, InferenceSession session) {
    this.model = model;
    this.session = session;
    ModelManifest.Input input = model.manifest().input();
    this.packer = new PicturePacker(input);
    this.meter = new SharpnessMeter(input);
    this.picture = direct(input.bytesPerPicture());
    this.batch = direct(session.bytes());
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  /**
   * Loads the network of a package that names crops.
   *
   * @throws ModelException if the package finds animals instead, or no engine can run it
   */
  public static Backbone open(ModelPackage model, SessionOptions options) {
    ModelManifest.Decoder decoder = model.manifest().output().decoder();
    if (decoder != ModelManifest.Decoder.SCORES && decoder != ModelManifest.Decoder.FEATURES) {
      throw new ModelException(model + " is no classifier; its task is " + model.manifest().task());
    }
    return new Backbone(model, InferenceSession.open(model, options));
  }

  /** The package it was loaded from. */
  public ModelPackage model() {
    return model;
  }

  /**
   * Cuts an animal out of a frame.
   *
   * @param frame (Input) stays the caller's
   * @param box in source pixels; what leaves the picture is left out
   * @throws IllegalArgumentException if nothing of the box lies in the picture
   */
  public Crop crop(Frame frame, Box box) {
    int left = (int) Math.max(0, Math.round(box.left()));
    int top = (int) Math.max(0, Math.round(box.top()));
    int right = (int) Math.min(frame.width() - 1, Math.ceil(box.right() - 0.5));
    int bottom = (int) Math.min(frame.height() - 1, Math.ceil(box.bottom() - 0.5));
    if (left >= frame.width() || top >= frame.height() || right < 0 || bottom < 0) {
      throw new IllegalArgumentException("the box lies outside the picture: " + box);
    }
    // A box thinner than a pixel still shows the pixel it lies on.
    return crop(
        frame, new Region(left, top, Math.max(1, right - left + 1), Math.max(1, bottom - top + 1)));
  }

  /** Takes a whole picture as a crop. */
  public Crop crop(Frame frame) {
    return crop(frame, new Region(0, 0, frame.width(), frame.height()));
  }

  private synchronized Crop crop(Frame frame, Region region) {
    packer.pack(frame, region, picture);
    byte[] packed = new byte[picture.capacity()];
    picture.get(0, packed);
    return new Crop(packed, meter.measure(packed));
  }

  /**
   * The mirror image of a crop, left and right exchanged: a fish that swims the other way.
   *
   * @param crop cut by this backbone or one of the same package
   * @return another crop; sharpness stays
   * @throws IllegalArgumentException if the crop was cut for another network
   */
  public Crop mirror(Crop crop) {
    byte[] packed = crop.packed();
    requireOwn(packed);
    return new Crop(Mirror.of(model.manifest().input(), packed), crop.sharpness());
  }

  private void requireOwn(byte[] packed) {
    if (packed.length != picture.capacity()) {
      throw new IllegalArgumentException("a crop was cut for another network than " + model);
    }
  }

  /**
   * Runs the network.
   *
   * @param crops (Input) any number, cut by this backbone or one of the same package
   * @return a row of numbers for each crop, in order: features or scores, as the package says
   * @throws IllegalArgumentException if a crop was cut for another network
   * @throws ModelException if the run fails or gives a number that is not finite
   */
  public List<float[]> run(List<Crop> crops) {
    List<float[]> rows = new ArrayList<>(crops.size());
    for (int from = 0; from < crops.size(); from += session.batch()) {
      List<Crop> some = crops.subList(from, Math.min(crops.size(), from + session.batch()));
      rows.addAll(runOnce(some));
    }
    return rows;
  }

  private List<float[]> runOnce(List<Crop> crops) {
    synchronized (batch) {
      int bytes = picture.capacity();
      for (int i = 0; i < crops.size(); i++) {
        byte[] packed = crops.get(i).packed();
        requireOwn(packed);
        batch.put(i * bytes, packed);
      }
      Tensor output = session.run(batch).get(0);
      int columns = output.values().length / session.batch();
      List<float[]> rows = new ArrayList<>();
      for (int i = 0; i < crops.size(); i++) {
        rows.add(finite(Arrays.copyOfRange(output.values(), i * columns, (i + 1) * columns)));
      }
      return rows;
    }
  }

  private float[] finite(float[] row) {
    for (float value : row) {
      if (!Float.isFinite(value)) {
        throw new ModelException(model + " gives a number that is not finite: " + value);
      }
    }
    return row;
  }

  /** Which package runs on which engine, for provenance. */
  public String describe() {
    return model + " (SHA-256 " + model.sha256() + "), " + session.describe();
  }

  @Override
  public void close() {
    session.close();
  }
}

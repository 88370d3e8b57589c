package org.reeflens.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reeflens.frame.PictureFrame;
import org.reeflens.geometry.Box;
import org.reeflens.model.ModelManifest.Colour;
import org.reeflens.model.ModelManifest.Input;
import org.reeflens.model.ModelManifest.Layout;
import org.reeflens.model.ModelManifest.NumberType;
import org.reeflens.model.ModelManifest.Resize;

class PicturePackerTest {

  private static final List<Double> ZEROS = List.of(0.0, 0.0, 0.0);
  private static final List<Double> ONES = List.of(1.0, 1.0, 1.0);

  @Test
  void interleavedBytesAreWrittenWithThePadBehind() {
    Input input = input(Layout.NHWC, NumberType.UINT8, Colour.RGB, Resize.LETTERBOX_TOP_LEFT);
    ByteBuffer target = bytes(input);

    Placement place = new PicturePacker(input).pack(twoPixels(), target);

    assertThat(place).isEqualTo(new Placement(2, 1, 0, 0, 2, 1));
    assertThat(values(target)).containsExactly(10, 20, 30, 40, 50, 60, 7, 7, 7, 7, 7, 7);
  }

  @Test
  void centredPictureHasThePadAround() {
    Input input =
        new Input(
            "x",
            Layout.NHWC,
            NumberType.UINT8,
            2,
            3,
            Colour.RGB,
            Resize.LETTERBOX_CENTRE,
            7,
            ZEROS,
            ONES,
            1);
    ByteBuffer target = bytes(input);

    Placement place = new PicturePacker(input).pack(twoPixels(), target);

    assertThat(place).isEqualTo(new Placement(2, 1, 0, 1, 2, 1));
    assertThat(values(target))
        .containsExactly(7, 7, 7, 7, 7, 7, 10, 20, 30, 40, 50, 60, 7, 7, 7, 7, 7, 7);
  }

  @Test
  void tallPictureHasThePadAtItsSides() {
    Input input =
        new Input(
            "x",
            Layout.NHWC,
            NumberType.UINT8,
            3,
            1,
            Colour.RGB,
            Resize.LETTERBOX_CENTRE,
            7,
            ZEROS,
            ONES,
            1);
    ByteBuffer target = bytes(input);
    BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 0xff0102);

    Placement place = new PicturePacker(input).pack(new PictureFrame(image), target);

    assertThat(place).isEqualTo(new Placement(1, 1, 1, 0, 1, 1));
    assertThat(values(target)).containsExactly(7, 7, 7, 255, 1, 2, 7, 7, 7);
  }

  @Test
  void planesOfBgrBytesAreSplit() {
    Input input = input(Layout.NCHW, NumberType.UINT8, Colour.BGR, Resize.LETTERBOX_TOP_LEFT);
    ByteBuffer target = bytes(input);

    new PicturePacker(input).pack(twoPixels(), target);

    assertThat(values(target)).containsExactly(30, 60, 7, 7, 20, 50, 7, 7, 10, 40, 7, 7);
  }

  @Test
  void planesOfFloatsAreNormalisedInTheNetworksOrder() {
    Input input =
        new Input(
            "x",
            Layout.NCHW,
            NumberType.FLOAT32,
            2,
            1,
            Colour.BGR,
            Resize.STRETCH,
            0,
            List.of(10.0, 20.0, 30.0),
            List.of(2.0, 4.0, 5.0),
            1);
    ByteBuffer target = bytes(input);

    new PicturePacker(input).pack(twoPixels(), target);

    // Blue 30 and 60, then green 20 and 50, then red 10 and 40.
    assertThat(floats(target)).containsExactly(10, 25, 0, 7.5f, -4, 2);
  }

  @Test
  void interleavedFloatsKeepTheirPlaces() {
    Input input = input(Layout.NHWC, NumberType.FLOAT32, Colour.RGB, Resize.LETTERBOX_TOP_LEFT);
    ByteBuffer target = bytes(input);

    new PicturePacker(input).pack(twoPixels(), target);

    assertThat(floats(target)).containsExactly(10, 20, 30, 40, 50, 60, 7, 7, 7, 7, 7, 7);
  }

  @Test
  void letterboxGoesToSourcePixelsAndBack() {
    Input input =
        new Input(
            "x",
            Layout.NHWC,
            NumberType.UINT8,
            640,
            352,
            Colour.RGB,
            Resize.LETTERBOX_TOP_LEFT,
            114,
            ZEROS,
            ONES,
            1);

    Placement place = Placement.of(input, 1920, 1080);

    assertThat(place).isEqualTo(new Placement(1920, 1080, 0, 0, 626, 352));
    // The whole covered part is the whole picture.
    assertThat(place.toSource(0, 0, 626, 352)).contains(new Box(-0.5, -0.5, 1919.5, 1079.5));
    // Half of it, and a box that leaves the picture.
    assertThat(place.toSource(313, 176, 700, 400)).contains(new Box(959.5, 539.5, 1919.5, 1079.5));
    // Nothing of a box in the pad.
    assertThat(place.toSource(627, 0, 640, 352)).isEmpty();
  }

  @Test
  void thinPictureKeepsOneRow() {
    Input input = input(Layout.NHWC, NumberType.UINT8, Colour.RGB, Resize.LETTERBOX_CENTRE);

    assertThat(Placement.of(input, 1000, 1)).isEqualTo(new Placement(1000, 1, 0, 0, 2, 1));
  }

  private static Input input(Layout layout, NumberType type, Colour colour, Resize resize) {
    return new Input("x", layout, type, 2, 2, colour, resize, 7, ZEROS, ONES, 1);
  }

  /** One row: (10, 20, 30) and (40, 50, 60). */
  private static PictureFrame twoPixels() {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 10 << 16 | 20 << 8 | 30);
    image.setRGB(1, 0, 40 << 16 | 50 << 8 | 60);
    return new PictureFrame(image);
  }

  private static ByteBuffer bytes(Input input) {
    return ByteBuffer.allocateDirect(input.bytesPerPicture());
  }

  private static int[] values(ByteBuffer buffer) {
    int[] values = new int[buffer.capacity()];
    for (int i = 0; i < values.length; i++) {
      values[i] = buffer.get(i) & 0xff;
    }
    return values;
  }

  private static float[] floats(ByteBuffer buffer) {
    float[] values = new float[buffer.capacity() / 4];
    buffer.order(ByteOrder.nativeOrder()).asFloatBuffer().get(values);
    return values;
  }
}

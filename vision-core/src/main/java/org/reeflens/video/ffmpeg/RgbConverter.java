package org.reeflens.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BITSTREAM;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_DEFAULT;

import java.util.ArrayDeque;
import java.util.Iterator;
import org.bytedeco.ffmpeg.avutil.AVComponentDescriptor;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.reeflens.frame.Region;

/**
 * Makes RGB of decoded pictures. One is shared by all frames of a reader, which may be used on
 * different threads; it keeps a few scalers because setting one up costs more than a small crop.
 */
final class RgbConverter implements AutoCloseable {
  private static final int IDLE_SCALERS = 12;

  /** Luma pixels around a region that its border chroma can depend on; a multiple of 2. */
  private static final int MARGIN = 4;

  /**
   * Regions are widened to multiples of this: a whole byte of bit-packed formats, a chroma cell.
   */
  private static final int ALIGN = 8;

  private final ArrayDeque<Scaler> idle = new ArrayDeque<>();
  private boolean open = true;

  /**
   * Converts a region of a picture, scaled.
   *
   * @param frame (Input) the decoded picture
   * @param region inside the picture as coded
   * @param width columns to write
   * @param height rows to write
   * @param target (Output) address of the first byte of packed RGB
   * @param rowStride bytes from one row of the target to the next
   */
  void convert(
      AVFrame frame, Region region, int width, int height, BytePointer target, int rowStride) {
    Colour colour = Colour.of(frame);
    AVPixFmtDescriptor kind = av_pix_fmt_desc_get(colour.format());
    int wholeWidth = wholeCells(frame.width(), kind.log2_chroma_w());
    int wholeHeight = wholeCells(frame.height(), kind.log2_chroma_h());
    if (region.width() == wholeWidth && region.height() == wholeHeight) {
      Scaler.Key key = new Scaler.Key(colour, frame.width(), frame.height(), width, height);
      run(key, frame.data(), frame.linesize(), target, rowStride);
      return;
    }
    // A scaler cannot start or end inside a chroma cell and takes the border of what it is given
    // for the border of the world. So a wider piece is made at its own size, and the region cut
    // from it. Past an odd border the piece reads one pixel of padding, which every decoder has
    // there; it is cut off again.
    int left = Math.max(0, region.x() - MARGIN) / ALIGN * ALIGN;
    int top = Math.max(0, region.y() - MARGIN) / ALIGN * ALIGN;
    int right =
        Math.min(
            wholeWidth, wholeCells(region.x() + region.width() + MARGIN, kind.log2_chroma_w()));
    int bottom =
        Math.min(
            wholeHeight, wholeCells(region.y() + region.height() + MARGIN, kind.log2_chroma_h()));
    int wide = right - left;
    int high = bottom - top;
    int pieceStride = (3 * wide + 31) / 32 * 32;
    try (BytePointer piece = new BytePointer((long) pieceStride * high);
        PointerPointer<BytePointer> planes = planes(frame, colour, left, top)) {
      Scaler.Key key = new Scaler.Key(colour, wide, high, wide, high);
      run(key, planes, frame.linesize(), piece, pieceStride);
      long offset = (long) (region.y() - top) * pieceStride + 3L * (region.x() - left);
      BytePointer cut = new BytePointer(piece).position(offset);
      if (width == region.width() && height == region.height()) {
        copyRows(cut, pieceStride, target, rowStride, 3 * width, height);
      } else {
        scaleRgb(cut, pieceStride, region, width, height, target, rowStride);
      }
    }
  }

  /** A length rounded up to whole chroma cells. */
  private static int wholeCells(int length, int log2) {
    int cell = 1 << log2;
    return (length + cell - 1) / cell * cell;
  }

  private void scaleRgb(
      BytePointer source,
      int sourceStride,
      Region region,
      int width,
      int height,
      BytePointer target,
      int rowStride) {
    Colour rgb = new Colour(AV_PIX_FMT_RGB24, SWS_CS_DEFAULT, true, 0, 0);
    Scaler.Key key = new Scaler.Key(rgb, region.width(), region.height(), width, height);
    try (PointerPointer<BytePointer> planes = new PointerPointer<>(4);
        IntPointer strides = new IntPointer(sourceStride, 0, 0, 0)) {
      planes.put(0, source);
      run(key, planes, strides, target, rowStride);
    }
  }

  private static void copyRows(
      BytePointer source, int sourceStride, BytePointer target, int stride, int bytes, int rows) {
    BytePointer from = new BytePointer(source);
    BytePointer to = new BytePointer(target);
    long first = source.position();
    long start = target.position();
    for (int row = 0; row < rows; row++) {
      from.position(first + (long) row * sourceStride);
      to.position(start + (long) row * stride);
      Pointer.memcpy(to, from, bytes);
    }
  }

  /** Addresses of the planes at a pixel whose place is a multiple of {@link #ALIGN}. */
  private static PointerPointer<BytePointer> planes(AVFrame frame, Colour colour, int x, int y) {
    AVPixFmtDescriptor kind = av_pix_fmt_desc_get(colour.format());
    PointerPointer<BytePointer> planes = new PointerPointer<>(4);
    for (int i = 0; i < 4; i++) {
      planes.put(i, frame.data(i));
    }
    boolean rgb = (kind.flags() & AV_PIX_FMT_FLAG_RGB) != 0;
    boolean bits = (kind.flags() & AV_PIX_FMT_FLAG_BITSTREAM) != 0;
    for (int c = 0; c < kind.nb_components(); c++) {
      AVComponentDescriptor component = kind.comp(c);
      boolean chroma = !rgb && (c == 1 || c == 2);
      int column = chroma ? x >> kind.log2_chroma_w() : x;
      int row = chroma ? y >> kind.log2_chroma_h() : y;
      int plane = component.plane();
      int across = bits ? column * component.step() / 8 : column * component.step();
      long offset = (long) row * frame.linesize(plane) + across;
      planes.put(plane, new BytePointer(frame.data(plane)).position(offset));
    }
    return planes;
  }

  private void run(
      Scaler.Key key,
      PointerPointer<?> source,
      IntPointer sourceStride,
      BytePointer target,
      int rowStride) {
    Scaler scaler = take(key);
    try {
      scaler.convert(source, sourceStride, target, rowStride);
    } finally {
      giveBack(scaler);
    }
  }

  private Scaler take(Scaler.Key key) {
    synchronized (idle) {
      for (Iterator<Scaler> i = idle.iterator(); i.hasNext(); ) {
        Scaler scaler = i.next();
        if (scaler.key().equals(key)) {
          i.remove();
          return scaler;
        }
      }
    }
    return new Scaler(key);
  }

  private void giveBack(Scaler scaler) {
    Scaler surplus = null;
    synchronized (idle) {
      idle.addFirst(scaler);
      if (!open || idle.size() > IDLE_SCALERS) {
        surplus = idle.removeLast();
      }
    }
    if (surplus != null) {
      surplus.close();
    }
  }

  /** Frees the scalers. Frames that are still open can be converted all the same. */
  @Override
  public void close() {
    synchronized (idle) {
      open = false;
      idle.forEach(Scaler::close);
      idle.clear();
    }
  }
}

package org.reeflens.detect;

import java.nio.ByteBuffer;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FrameTime;
import org.reeflens.frame.Region;

/** A part of a frame as a frame of its own; closing it does nothing, the frame is its owner's. */
final class TileFrame implements Frame {

  private final Frame frame;
  private final Region tile;

  TileFrame(Frame frame, Region tile) {
    this.frame = frame;
    this.tile = tile;
  }

  @Override
  public FrameTime time() {
    return frame.time();
  }

  @Override
  public int width() {
    return tile.width();
  }

  @Override
  public int height() {
    return tile.height();
  }

  @Override
  public void rgb(Region region, int width, int height, ByteBuffer target, int rowStride) {
    if (region.x() + region.width() > tile.width()
        || region.y() + region.height() > tile.height()) {
      throw new IllegalArgumentException(region + " leaves the tile " + tile);
    }
    frame.rgb(
        new Region(tile.x() + region.x(), tile.y() + region.y(), region.width(), region.height()),
        width,
        height,
        target,
        rowStride);
  }

  @Override
  public void close() {}
}

package org.reeflens.video;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.reeflens.video.ffmpeg.PictureLayout;

/** What the process that reads a stream says: a byte for the kind, the numbers, then the planes. */
sealed interface StreamMessage {

  /** Writes everything but planes. */
  void write(DataOutputStream out) throws IOException;

  /**
   * Reads the next message.
   *
   * @throws IOException if the other process is gone
   * @throws IllegalArgumentException if what it says makes no sense
   */
  static StreamMessage read(DataInputStream in) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case Opened.KIND -> new Opened(in.readUTF(), in.readUTF());
      case Alive.KIND -> new Alive(Counters.read(in));
      case Sample.KIND -> Sample.read(in);
      case Ended.KIND -> new Ended(Counters.read(in), in.readBoolean() ? in.readUTF() : null);
      default -> throw new IllegalArgumentException("no message begins with " + kind);
    };
  }

  /**
   * How reading went so far.
   *
   * @param decoded pictures decoded
   * @param corrupt pictures known to be damaged
   * @param lost pictures that could not be decoded
   * @param guessed pictures whose time the stream did not give
   * @param micros time of the last picture, microseconds since the first one
   */
  record Counters(int decoded, int corrupt, int lost, int guessed, long micros) {

    static final Counters NONE = new Counters(0, 0, 0, 0, 0);

    void write(DataOutputStream out) throws IOException {
      out.writeInt(decoded);
      out.writeInt(corrupt);
      out.writeInt(lost);
      out.writeInt(guessed);
      out.writeLong(micros);
    }

    static Counters read(DataInputStream in) throws IOException {
      return new Counters(in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readLong());
    }
  }

  /**
   * The stream is open.
   *
   * @param codec how its pictures are coded
   * @param decoder what decodes them
   */
  record Opened(String codec, String decoder) implements StreamMessage {
    private static final byte KIND = 'O';

    @Override
    public void write(DataOutputStream out) throws IOException {
      out.writeByte(KIND);
      out.writeUTF(codec);
      out.writeUTF(decoder);
    }
  }

  /** The process is there; said at least once a second while pictures come. */
  record Alive(Counters counters) implements StreamMessage {
    private static final byte KIND = 'A';

    @Override
    public void write(DataOutputStream out) throws IOException {
      out.writeByte(KIND);
      counters.write(out);
    }
  }

  /**
   * A sampled picture.
   *
   * @param counters how reading went, with this picture
   * @param index how many pictures came before it
   * @param arrived when its data had arrived, microseconds since 1970
   * @param layout how its planes lie
   * @param planes the planes; empty where they follow by another way
   */
  record Sample(Counters counters, int index, long arrived, PictureLayout layout, ByteBuffer planes)
      implements StreamMessage {
    private static final byte KIND = 'S';

    @Override
    public void write(DataOutputStream out) throws IOException {
      out.writeByte(KIND);
      counters.write(out);
      out.writeInt(index);
      out.writeLong(arrived);
      layout.write(out);
    }

    private static Sample read(DataInputStream in) throws IOException {
      Counters counters = Counters.read(in);
      int index = in.readInt();
      long arrived = in.readLong();
      PictureLayout layout = PictureLayout.read(in);
      byte[] planes = new byte[layout.bytes()];
      in.readFully(planes);
      return new Sample(counters, index, arrived, layout, ByteBuffer.wrap(planes));
    }
  }

  /**
   * The stream is over.
   *
   * @param failure why it broke off or could not be opened; null if it ended by itself
   */
  record Ended(Counters counters, @Nullable String failure) implements StreamMessage {
    private static final byte KIND = 'E';

    @Override
    public void write(DataOutputStream out) throws IOException {
      out.writeByte(KIND);
      counters.write(out);
      out.writeBoolean(failure != null);
      if (failure != null) {
        out.writeUTF(failure);
      }
    }
  }
}

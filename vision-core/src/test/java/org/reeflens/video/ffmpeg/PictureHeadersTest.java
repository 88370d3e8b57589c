package org.reeflens.video.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VP9;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;

import java.util.HexFormat;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureHeadersTest {

  private static int kind(int codec, String hex) {
    Ffmpeg.load();
    AVCodecParameters parameters = avcodec_parameters_alloc();
    parameters.codec_id(codec);
    byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(hex);
    int kind = new PictureHeaders(parameters).of(i -> bytes[i] & 0xff, bytes.length);
    avcodec_parameters_free(parameters);
    return kind;
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "00 00 01 65 88,                                  an IDR picture, 2",
    "00 00 00 01 41 9a 00 00 01 41 9b,                a P picture of two slices, 0",
    "00 00 01 01 9e,                                  a B picture that nobody needs, 1",
    "00 00 01 09 f0 00 00 00 01 06 05 00 00 01 01 9e, the same with its prefixes, 1",
    "00 00 01 41 9e 00 00 01 01 9e,                   two fields of which one is needed, 0",
    "00 00 01 67 42,                                  no picture at all, 0",
    "00 00 01,                                        nothing, 0",
  })
  void unitsOfH264AfterStartCodes(String hex, String what, int kind) {
    assertThat(kind(AV_CODEC_ID_H264, hex)).as(what).isEqualTo(kind);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "00 00 01 26 01 af, IDR with pictures before it, 2",
    "00 00 01 28 01 af, IDR without, 2",
    "00 00 01 2a 01 af, an open start (CRA), 0",
    "00 00 01 02 01 d0, a trailing picture that others need, 0",
    "00 00 01 00 01 d0, one that nobody needs, 1",
    "00 00 01 10 01 d0, a leading picture that nobody needs, 1",
    "00 00 01 00 03 d0, one that nobody needs in the third layer of time, 9",
    "00 00 01 00 09 d0, one of a second view, 0",
    "00 00 01 40 01 0c, parameters, 0",
  })
  void unitsOfH265AfterStartCodes(String hex, String what, int kind) {
    assertThat(kind(AV_CODEC_ID_HEVC, hex)).as(what).isEqualTo(kind);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "00 00 00 02 01 9e,                   a B picture that nobody needs, 1",
    "00 00 00 02 06 05 00 00 00 02 01 9e, the same with a prefix, 1",
    "00 00 00 02 06 05 00 00 00 02 65 88, an IDR picture, 2",
    "00 00 00 03 01 9e,                   a unit that is cut off, 0",
    "00 00 00 02 01 9e 00 00,             a length that is cut off, 0",
    "ff ff ff ff 01 9e,                   a length beyond all, 0",
    "00 00 00 00 01 9e,                   a length of nothing, 0",
  })
  void unitsOfH264AfterLengths(String hex, String what, int kind) {
    Ffmpeg.load();
    AVCodecParameters parameters = avcodec_parameters_alloc();
    parameters.codec_id(AV_CODEC_ID_H264);
    byte[] record = {1, 100, 0, 30, (byte) 0xff, (byte) 0xe0, 0};
    parameters.extradata(new BytePointer(record)).extradata_size(7);
    byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(hex);
    assertThat(new PictureHeaders(parameters).of(i -> bytes[i] & 0xff, bytes.length))
        .as(what)
        .isEqualTo(kind);
    parameters.extradata(null).extradata_size(0);
    avcodec_parameters_free(parameters);
  }

  @ParameterizedTest
  @CsvSource({AV_CODEC_ID_MJPEG + ", 3", AV_CODEC_ID_VP9 + ", 0"})
  void picturesOfOtherCodings(int codec, int kind) {
    Ffmpeg.load();
    AVCodecParameters parameters = avcodec_parameters_alloc();
    parameters.codec_id(codec);
    try (AVPacket packet = new AVPacket()) {
      assertThat(new PictureHeaders(parameters).of(packet)).isEqualTo(kind);
    }
    avcodec_parameters_free(parameters);
  }
}

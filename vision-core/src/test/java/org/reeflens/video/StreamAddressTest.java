package org.reeflens.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamAddressTest {

  @ParameterizedTest
  @CsvSource({
    "rtsp://host/path, rtsp://host/path",
    "udp://:5000, udp://:5000",
    "rtsp://user:word@host:554/path, rtsp://host:554/path",
    "rtsp://user@host, rtsp://host",
    "rtsp://user:p@ss/w?rd@host/path, rtsp://host/path",
    "rtsp://user:p#1@host/path, rtsp://host/path",
    "http://host/cam.mjpg?user=a&pwd=word, http://host/cam.mjpg",
    "srt://host:9000#word, srt://host:9000",
    "rtsp://host:554/user=admin_password=word_channel=1.sdp, rtsp://host:554",
    "/dev/video0, /dev/video0"
  })
  void secretsAreNotShown(String text, String shown) {
    StreamAddress address = StreamAddress.of(text);

    assertThat(address.shown()).isEqualTo(shown);
    assertThat(address).hasToString(shown);
    assertThat(address.secret()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dive.mp4", "", "file:///etc/passwd", "camera", "C:\\dive.mp4", "-"})
  void whatIsNoStreamIsRefused(String text) {
    assertThatThrownBy(() -> StreamAddress.of(text))
        .isInstanceOf(VideoException.class)
        .hasMessageStartingWith("'" + text + "' is no stream; name a network address");
  }

  @Test
  void camerasOfThisMachineAreReadByVideo4Linux() {
    assertThat(StreamAddress.of("/dev/video0").device()).isEqualTo("v4l2");
    assertThat(StreamAddress.of("rtsp://host").device()).isEmpty();
  }
}

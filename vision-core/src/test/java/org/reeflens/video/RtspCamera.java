package org.reeflens.video;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A network camera on the loopback address: RTSP with a password, RTP over the same connection, a
 * transport stream inside (RFC 2326, RFC 3550, RFC 2250).
 */
final class RtspCamera implements AutoCloseable {
  private static final String PASSWORD =
      "Basic "
          + Base64.getEncoder().encodeToString("admin:s3cret".getBytes(StandardCharsets.UTF_8));

  /** Seven transport packets to an RTP packet, as usual. */
  private static final int PAYLOAD = 7 * 188;

  private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  private final byte[] film;
  private final Thread thread = new Thread(this::serve, "rtsp-camera");

  /**
   * A camera that shows one film to one watcher.
   *
   * @param film a transport stream
   */
  RtspCamera(byte[] film) throws IOException {
    this.film = film;
    thread.setDaemon(true);
    thread.start();
  }

  String address() {
    return "rtsp://admin:s3cret@127.0.0.1:" + server.getLocalPort() + "/reef";
  }

  private void serve() {
    try (Socket watcher = server.accept();
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(watcher.getInputStream(), StandardCharsets.ISO_8859_1));
        OutputStream out = watcher.getOutputStream()) {
      String request;
      while ((request = in.readLine()) != null) {
        String sequence = "";
        boolean known = false;
        for (String header = in.readLine(); !header.isEmpty(); header = in.readLine()) {
          sequence = header.startsWith("CSeq:") ? header : sequence;
          known |= header.equals("Authorization: " + PASSWORD);
        }
        String method = request.split(" ", -1)[0];
        answer(out, method, sequence, known);
        if (method.equals("PLAY") && known) {
          play(out);
          return;
        }
      }
    } catch (IOException gone) {
      // The test is over.
    }
  }

  private static void answer(OutputStream out, String method, String sequence, boolean known)
      throws IOException {
    String body = "";
    String status = "200 OK";
    String more = "Session: 1\r\n";
    if (!known && !method.equals("OPTIONS")) {
      status = "401 Unauthorized";
      more = "WWW-Authenticate: Basic realm=\"reef\"\r\n";
    } else if (method.equals("DESCRIBE")) {
      body = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=reef\r\nt=0 0\r\nm=video 0 RTP/AVP 33\r\n";
      more = "Content-Type: application/sdp\r\n";
    } else if (method.equals("SETUP")) {
      more += "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n";
    }
    String head = "RTSP/1.0 " + status + "\r\n" + sequence + "\r\n" + more;
    String whole = head + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    out.write(whole.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private void play(OutputStream out) throws IOException {
    for (int from = 0, n = 0; from < film.length; from += PAYLOAD, n++) {
      int length = Math.min(PAYLOAD, film.length - from);
      ByteBuffer packet = ByteBuffer.allocate(4 + 12 + length);
      packet.put((byte) '$').put((byte) 0).putShort((short) (12 + length));
      packet.put((byte) 0x80).put((byte) 33).putShort((short) n).putInt(90 * n).putInt(1);
      packet.put(film, from, length);
      out.write(packet.array());
    }
    out.flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}

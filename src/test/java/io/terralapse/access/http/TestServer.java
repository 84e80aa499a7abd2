package io.terralapse.access.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A small server on loopback that can misbehave in every way a real one does. */
final class TestServer implements Closeable {
  private final ServerSocket listener;
  private final Handler handler;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  final List<Request> requests = new CopyOnWriteArrayList<>();
  final AtomicLong connections = new AtomicLong();
  final AtomicLong bytesSent = new AtomicLong();

  interface Handler {
    Reply answer(Request request) throws IOException;
  }

  record Request(String method, String target, Map<String, String> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    String path() {
      return target.split("\\?", 2)[0];
    }
  }

  /** An answer; it can announce more than it sends, pause, and end in a reset. */
  static final class Reply {
    final int status;
    final byte[] body;
    final Map<String, String> headers = new LinkedHashMap<>();
    int send = Integer.MAX_VALUE;
    boolean reset;
    long stallMillis;
    long dripMillis;

    Reply(int status, byte[] body) {
      this.status = status;
      this.body = body;
      headers.put("Content-Length", Integer.toString(body.length));
    }

    static Reply status(int status) {
      return new Reply(status, new byte[0]);
    }

    static Reply text(String text) {
      return new Reply(200, text.getBytes(StandardCharsets.UTF_8));
    }

    static Reply redirect(String to) {
      return status(302).with("Location", to);
    }

    /** What a sound server says to a request for the whole or a part of some bytes. */
    static Reply part(Request request, byte[] file) {
      String range = request.header("range");
      if (range.isEmpty()) {
        return new Reply(200, file);
      }
      String[] ends = range.substring("bytes=".length()).split("-", -1);
      int first = Integer.parseInt(ends[0]);
      int last = Math.min(Integer.parseInt(ends[1]), file.length - 1);
      byte[] body = java.util.Arrays.copyOfRange(file, first, last + 1);
      return new Reply(206, body)
          .with("Content-Range", "bytes " + first + "-" + last + "/" + file.length);
    }

    Reply with(String header, String value) {
      headers.put(header, value);
      return this;
    }

    /** Breaks off after some bytes of the body, with a reset or an orderly end. */
    Reply cut(int after, boolean byReset) {
      send = after;
      reset = byReset;
      return this;
    }

    Reply stall(long millis) {
      stallMillis = millis;
      return this;
    }

    Reply drip(long millis) {
      dripMillis = millis;
      return this;
    }
  }

  TestServer(Handler handler) throws IOException {
    this.handler = handler;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::accept, "test-server");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return listener.getLocalPort();
  }

  String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        connections.incrementAndGet();
        open.add(socket);
        Thread thread = new Thread(() -> serve(socket), "test-connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      while (true) {
        Request request = read(in);
        requests.add(request);
        if (!send(socket, handler.answer(request))) {
          return;
        }
      }
    } catch (IOException | RuntimeException | InterruptedException e) {
      // The client went, or the test closed the server.
      return;
    }
  }

  private boolean send(Socket socket, Reply reply) throws IOException, InterruptedException {
    OutputStream out = socket.getOutputStream();
    StringBuilder head = new StringBuilder("HTTP/1.1 " + reply.status + " \r\n");
    reply.headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    byte[] bytes = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    int length = Math.min(reply.send, reply.body.length);
    if (reply.send >= 0) {
      // Counted first: a client that has it all may look at once.
      bytesSent.addAndGet(bytes.length);
      out.write(bytes);
    }
    int from = 0;
    if (reply.stallMillis > 0 || reply.dripMillis > 0) {
      out.flush();
      Thread.sleep(reply.stallMillis);
      for (; reply.dripMillis > 0 && from < length; from++) {
        out.write(reply.body[from]);
        out.flush();
        Thread.sleep(reply.dripMillis);
      }
    }
    if (length > 0) {
      bytesSent.addAndGet(length);
      out.write(reply.body, from, length - from);
    }
    out.flush();
    if (reply.reset) {
      // Closing with a linger of nought sends a reset; what is on its way shall arrive first.
      Thread.sleep(5);
      socket.setSoLinger(true, 0);
      return false;
    }
    return reply.send >= reply.body.length && reply.headers.containsKey("Content-Length");
  }

  private static Request read(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      lines.add(line);
    }
    String[] first = lines.get(0).split(" ", -1);
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] pair = line.split(":", 2);
      headers.put(pair[0].toLowerCase(Locale.ROOT), pair[1].strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    return new Request(first[0], first[1], headers, body);
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("gone");
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}

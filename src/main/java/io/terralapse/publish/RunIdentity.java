package io.terralapse.publish;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which run it is, for people who look for it.
 *
 * @param process its process number
 * @param host the machine's name; empty if it is not known
 * @param since its start, ISO 8601
 */
record RunIdentity(long process, String host, String since) {
  /** A text takes fewer bytes. */
  static final int MAX_BYTES = 512;

  private static final Path LINUX_NAME = Path.of("/proc/sys/kernel/hostname");
  private static final Pattern TEXT =
      Pattern.compile(
          "process ([0-9]{1,18})(?: on ([0-9A-Za-z._-]{1,255}))? since ([0-9TZ:.-]{1,40})\n");

  /** This run. */
  static RunIdentity now() {
    return new RunIdentity(
        ProcessHandle.current().pid(),
        hostName(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /** The machine's name, without asking a name server, which may take seconds. */
  private static String hostName() {
    String linux = "";
    try {
      linux = Files.readString(LINUX_NAME).strip();
    } catch (IOException otherSystem) {
      // The environment may tell.
    }
    return Stream.of(linux, System.getenv("HOSTNAME"), System.getenv("COMPUTERNAME"))
        .filter(name -> name != null && name.matches("[0-9A-Za-z._-]{1,255}"))
        .findFirst()
        .orElse("");
  }

  /** One line of text. */
  byte[] bytes() {
    return (text() + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  /** As in messages: {@code process 4711 on web-1 since 2024-01-05T10:20:30Z}. */
  String text() {
    return "process " + process + (host.isEmpty() ? "" : " on " + host) + " since " + since;
  }

  /** Reads {@link #bytes}, whatever follows; empty if it is something else. */
  static Optional<RunIdentity> parse(ByteBuffer bytes) {
    Matcher text = TEXT.matcher(StandardCharsets.ISO_8859_1.decode(bytes));
    if (!text.lookingAt()) {
      return Optional.empty();
    }
    String host = text.group(2);
    return Optional.of(
        new RunIdentity(Long.parseLong(text.group(1)), host == null ? "" : host, text.group(3)));
  }
}

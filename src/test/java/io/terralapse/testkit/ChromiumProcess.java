package io.terralapse.testkit;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Assumptions;

/** A Chromium that was started for a test, and ends with it. */
final class ChromiumProcess {
  private static final String PROGRAM = "TERRALAPSE_TEST_CHROMIUM";
  private static final String REQUIRED = "TERRALAPSE_TEST_BROWSER";
  private static final Path USUAL = Path.of("/usr/bin/chromium");

  private static final long START_SECONDS = 60;
  private static final long END_SECONDS = 20;

  private static final List<String> OPTIONS =
      List.of(
          "--headless",
          "--no-sandbox", // tests often run as root, in a container that forbids namespaces
          "--disable-gpu",
          "--disable-dev-shm-usage", // small in containers
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-breakpad",
          // Whatever is requested, nothing leaves this machine.
          "--host-resolver-rules=MAP * ~NOTFOUND",
          "--remote-debugging-port=0");

  private final Process process;
  private final URI address;

  private ChromiumProcess(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts the Chromium that {@code TERRALAPSE_TEST_CHROMIUM} names, or Debian's. Where there is
   * none, the test is skipped; where {@code TERRALAPSE_TEST_BROWSER} is set, as by the CI script,
   * it fails.
   *
   * @param folder gets its profile and what it prints
   */
  static ChromiumProcess start(Path folder) throws IOException {
    String named = System.getenv(PROGRAM);
    Path program = named == null ? USUAL : Path.of(named);
    if (!Files.isExecutable(program)) {
      String missing = program + ": no Chromium there; install one or name it in " + PROGRAM;
      if (System.getenv(REQUIRED) != null) {
        fail(missing);
      }
      Assumptions.abort(missing);
    }
    Path profile = Files.createDirectories(folder.resolve("profile"));
    Path printed = folder.resolve("chromium.log");
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(OPTIONS);
    command.add("--user-data-dir=" + profile);
    command.add("about:blank");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(printed.toFile()).environment().put("HOME", folder.toString());
    Process process = builder.start();
    try {
      return new ChromiumProcess(process, address(process, profile, printed));
    } catch (IOException e) {
      end(process, process::destroy);
      throw e;
    }
  }

  /** Where the whole browser listens to DevTools' protocol. */
  URI address() {
    return address;
  }

  /**
   * Ends it and all that it started, and waits until they are gone.
   *
   * @param farewell asks it to end, so that it tidies up; one that does not listen is ended anyway
   */
  void close(Farewell farewell) throws IOException {
    end(process, farewell);
  }

  /** Tells the process to end, which leaves some of its files behind. */
  void terminate() {
    process.destroy();
  }

  /** A request to end. */
  interface Farewell {
    void say() throws IOException;
  }

  /** Chromium writes port and path of its address into its profile when it is ready. */
  private static URI address(Process process, Path profile, Path printed) throws IOException {
    Path file = profile.resolve("DevToolsActivePort");
    long start = System.nanoTime();
    while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(START_SECONDS)) {
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      if (lines.size() == 2) {
        return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
      }
      try {
        if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
          break;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException();
      }
    }
    throw new IOException("Chromium does not start:\n" + Files.readString(printed));
  }

  private static void end(Process process, Farewell farewell) throws IOException {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    try {
      farewell.say();
    } catch (IOException deaf) {
      process.destroy();
    }
    try {
      for (ProcessHandle one : all) {
        try {
          one.onExit().get(END_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
          one.destroyForcibly();
          one.onExit().get(END_SECONDS, TimeUnit.SECONDS);
        }
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("Chromium does not end", e);
    } catch (InterruptedException e) {
      all.forEach(ProcessHandle::destroyForcibly);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}

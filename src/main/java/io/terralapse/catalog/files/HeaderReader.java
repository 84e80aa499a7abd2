package io.terralapse.catalog.files;

import io.terralapse.model.FailureReason;
import io.terralapse.model.Location;
import io.terralapse.model.RasterInfo;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads headers in parallel: most of the time is spent waiting for the disk or a server. */
public final class HeaderReader {
  private static final int THREADS = 2;

  /** Remote files take much longer to arrive than to parse. */
  private static final int THREADS_FOR_SERVERS = 16;

  private final HeaderOpener opener;

  /** A reader; {@code opener} is called from several threads. */
  public HeaderReader(HeaderOpener opener) {
    this.opener = opener;
  }

  /**
   * A header, or the reason why there is none.
   *
   * @param info empty if the file cannot be read
   * @param problem a clause; empty if the file can be read
   */
  public record Header(Optional<RasterInfo> info, String problem) {}

  /** The headers of a set of files. */
  public record Headers(Map<Location, Header> byFile) {

    /**
     * The header of one of the files that were read.
     *
     * @throws IllegalArgumentException if the file was not among them
     */
    public Header get(Location file) {
      Header header = byFile.get(file);
      if (header == null) {
        throw new IllegalArgumentException("header was not read: " + file);
      }
      return header;
    }
  }

  /**
   * The headers of all files, in their order.
   *
   * @throws IllegalStateException if the thread is interrupted
   * @throws RuntimeException what the opener throws other than an {@link IOException}: a bug, not a
   *     bad file
   */
  public Headers read(List<Location> files) {
    boolean remote = files.stream().anyMatch(file -> file instanceof Location.Remote);
    ExecutorService executor =
        Executors.newFixedThreadPool(remote ? THREADS_FOR_SERVERS : THREADS, HeaderReader::thread);
    try {
      List<Future<Header>> pending =
          files.stream().map(file -> executor.submit(() -> header(file))).toList();
      Map<Location, Header> headers = new LinkedHashMap<>();
      for (int i = 0; i < files.size(); i++) {
        headers.put(files.get(i), pending.get(i).get());
      }
      return new Headers(headers);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading headers", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("a header could not be read", e.getCause());
    } finally {
      executor.shutdownNow();
    }
  }

  private Header header(Location file) {
    try {
      RasterInfo info = opener.open(file);
      return info.bands().isEmpty()
          ? new Header(Optional.empty(), "it has no bands")
          : new Header(Optional.of(info), "");
    } catch (IOException e) {
      return new Header(Optional.empty(), FailureReason.of(e));
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "headers");
    thread.setDaemon(true);
    return thread;
  }
}

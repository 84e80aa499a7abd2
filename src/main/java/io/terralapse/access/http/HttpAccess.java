package io.terralapse.access.http;

import io.terralapse.access.ByteSource;
import io.terralapse.cache.DiskCache;
import io.terralapse.model.DataException;
import io.terralapse.model.Location;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;

/**
 * Reads files and small documents over HTTPS, or HTTP: parts of files, several at a time over one
 * pool of kept connections, tried again when that may help, and kept on disk for the next run.
 *
 * <p>Plain HTTP is allowed, since public archives are still served so and pixels are no secret;
 * nothing secret is ever sent over it (see {@link Credentials}), and no redirect leads from HTTPS
 * to it. Hosts that are not public are refused unless the settings allow them, at every connection
 * and for every redirect. Proxies are not used.
 *
 * <p>Thread-safe. {@link #close} must come last, after all sources are closed.
 */
public final class HttpAccess implements Closeable {
  /** What is held of expected ranges, over all files. */
  private static final long PREFETCHED_BYTES = 64L << 20;

  /** Files whose state is remembered within a run. */
  private static final int REMEMBERED = 4096;

  private static final String JSON = "application/geo+json, application/json;q=0.9, */*;q=0.1";

  private final Transport transport;
  private final RedirectFollower redirects;
  private final RetryPolicy retries;
  private final RemoteProbe probe;
  private final RangeFetcher fetcher;
  private final DiskCache cache;
  private final ExecutorService workers;
  private final PrefetchBudget budget = new PrefetchBudget(PREFETCHED_BYTES);

  /** By whole address, since a query may choose the content; in memory only. */
  private final Map<URI, RemoteFile> knownFiles =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<URI, RemoteFile> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * Opens no connection yet.
   *
   * @param cache keeps what is fetched for the next run; not closed here
   */
  public HttpAccess(HttpSettings settings, DiskCache cache) {
    this(
        settings,
        cache,
        new GuardedDnsResolver(
            new HostGuard(settings.allowPrivateHosts()), InetAddress::getAllByName));
  }

  /** As above, with another resolver of host names. */
  HttpAccess(HttpSettings settings, DiskCache cache, DnsResolver names) {
    RetryPolicy retries = new RetryPolicy(settings.retries(), settings.backOff());
    transport = new Transport(settings, names, retries);
    redirects = new RedirectFollower(transport);
    this.retries = retries;
    probe = new RemoteProbe(redirects, retries);
    fetcher = new RangeFetcher(redirects, retries);
    this.cache = cache;
    workers =
        Executors.newFixedThreadPool(
            settings.parallel(),
            work -> {
              Thread thread = new Thread(work, "http-fetch");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Opens a file. The first time in a run that takes one request, which also finds out whether what
   * is kept on disk still holds.
   *
   * @throws IOException with a sentence, if it is not there, may not be read, or is on a server
   *     that sends no parts and larger than 16 MiB
   */
  public ByteSource open(Location.Remote location) throws IOException {
    Optional<String> fault = RemoteAddress.findFault(location.uri());
    if (fault.isPresent()) {
      throw new DataException(location.text() + " is not requested: its address " + fault.get());
    }
    CachedFile cached = new CachedFile(cache, location.text());
    Optional<RemoteFile> known = remembered(location.uri());
    if (known.isPresent() && known.get().state().ranges()) {
      begin(cached, location, known.get().state());
      return source(known.get(), null, cached);
    }
    Optional<FileState> before = cached.findState().filter(state -> tells(location, state));
    RemoteProbe.ProbeResult found = probe.probe(location, before);
    begin(cached, location, found.file.state());
    byte @Nullable [] head = found.head;
    if (head == null && !found.file.state().ranges()) {
      head = findWhole(cached, found.file.state().size());
      if (head == null) {
        // The note outlived the bytes, and the server cannot send just what is missing.
        found = probe.probe(location, Optional.empty());
        begin(cached, location, found.file.state());
        head = found.head;
      }
    }
    if (found.head != null) {
      cached.store(0, found.head, 0, found.head.length);
    }
    synchronized (knownFiles) {
      knownFiles.put(location.uri(), found.file);
    }
    return source(found.file, head, cached);
  }

  private static void begin(CachedFile cached, Location.Remote location, FileState state) {
    if (tells(location, state)) {
      cached.begin(state);
    }
  }

  /** A date alone may be that of many files where the query chooses one. */
  private static boolean tells(Location.Remote location, FileState state) {
    return state.etag().isPresent() || location.uri().getRawQuery() == null;
  }

  private static byte @Nullable [] findWhole(CachedFile cached, long size) {
    byte[] whole = new byte[(int) Math.min(size, RemoteProbe.WHOLE_BYTES)];
    return size <= whole.length && cached.read(0, whole, 0, whole.length) ? whole : null;
  }

  private ByteSource source(RemoteFile file, byte @Nullable [] head, CachedFile cached) {
    return new RemoteBytes(file, head, fetcher, cached, workers, budget);
  }

  private Optional<RemoteFile> remembered(URI uri) {
    synchronized (knownFiles) {
      return Optional.ofNullable(knownFiles.get(uri));
    }
  }

  /**
   * A small document.
   *
   * @param limit most bytes that it may have, also when it comes compressed
   * @throws IOException with a sentence, if it has more or cannot be read
   */
  public byte[] get(URI uri, int limit) throws IOException {
    return document(uri, null, limit);
  }

  /**
   * Posts a question and returns the response. It may be sent more than once, so it must change
   * nothing there.
   *
   * @param contentType of the question: {@code application/json}
   * @param limit most bytes that the answer may have
   * @throws IOException as {@link #get}
   */
  public byte[] postJson(URI uri, byte[] body, int limit, String contentType) throws IOException {
    return document(uri, new RemoteRequest.Post(body, contentType), limit);
  }

  /** What is held of expected ranges now. */
  long prefetchedBytes() {
    return budget.used();
  }

  /**
   * A small document, unless it is still what the conditions describe.
   *
   * @param conditions headers such as {@code If-None-Match}; empty for none
   */
  ReceivedDocument getIf(URI uri, Map<String, String> conditions, int limit) throws IOException {
    String name = RemoteAddress.text(uri);
    Map<String, String> headers = new HashMap<>(conditions);
    headers.put("Accept", JSON);
    headers.put("Accept-Encoding", "identity");
    RemoteRequest request = new RemoteRequest(name, uri, headers, null, limit);
    return retries.run(
        name,
        failures ->
            redirects.send(
                request,
                failures,
                response ->
                    !conditions.isEmpty() && response.status() == 304
                        ? new ReceivedDocument(Optional.empty(), conditions)
                        : new ReceivedDocument(
                            Optional.of(read(name, response, limit)), conditions(response))));
  }

  private static Map<String, String> conditions(RemoteResponse response) {
    Map<String, String> conditions = new HashMap<>();
    response.findHeader("ETag").ifPresent(tag -> conditions.put("If-None-Match", tag));
    response
        .findHeader("Last-Modified")
        .ifPresent(date -> conditions.put("If-Modified-Since", date));
    return conditions;
  }

  private byte[] document(URI uri, RemoteRequest.@Nullable Post post, int limit)
      throws IOException {
    String name = RemoteAddress.text(uri);
    Map<String, String> headers = Map.of("Accept", JSON, "Accept-Encoding", "identity");
    RemoteRequest request = new RemoteRequest(name, uri, headers, post, limit);
    return retries.run(
        name,
        failures -> redirects.send(request, failures, response -> read(name, response, limit)));
  }

  private static byte[] read(String name, RemoteResponse response, int limit) throws IOException {
    if (response.status() != 200) {
      throw response.failure(name);
    }
    String coding = response.findCoding().orElse("");
    if (response.announcedLength() > limit) {
      throw tooLong(name, limit);
    }
    byte[] bytes =
        switch (coding) {
          case "" -> response.body().readNBytes(limit + 1);
          case "gzip", "x-gzip" -> unzip(name, response.body(), limit);
          default -> throw new DataException(name + " is sent in a coding that was declined");
        };
    if (bytes.length > limit) {
      throw tooLong(name, limit);
    }
    if (coding.isEmpty() && bytes.length < response.announcedLength()) {
      throw new TransientFailureException("the response was cut short");
    }
    return bytes;
  }

  private static byte[] unzip(String name, InputStream body, int limit) throws IOException {
    try (InputStream plain = new GZIPInputStream(body)) {
      return plain.readNBytes(limit + 1);
    } catch (ZipException e) {
      throw new DataException(name + " is damaged: it cannot be decompressed");
    } catch (EOFException e) {
      throw new TransientFailureException("the response was cut short");
    }
  }

  private static DataException tooLong(String name, int limit) {
    return new DataException(
        name + " has more than the " + limit + " bytes that are allowed for it");
  }

  @Override
  public void close() throws IOException {
    workers.shutdownNow();
    transport.close();
  }
}

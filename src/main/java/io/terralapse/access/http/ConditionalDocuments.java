package io.terralapse.access.http;

import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Small documents that are requested again and again: a server that gave them a tag or a date sends
 * them only if they have changed (RFC 9110, section 13). The latest ones are kept in memory.
 * Thread-safe.
 */
public final class ConditionalDocuments {
  private static final long MAX_BYTES = 32L << 20;

  private final HttpAccess http;
  private final LinkedHashMap<URI, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;
  private long unchanged;

  /** A document as it was received last. */
  private static final class Kept {
    private final byte[] content;
    private final Map<String, String> conditions;

    Kept(byte[] content, Map<String, String> conditions) {
      this.content = content;
      this.conditions = conditions;
    }
  }

  /**
   * No document is known yet.
   *
   * @param http not closed here
   */
  public ConditionalDocuments(HttpAccess http) {
    this.http = http;
  }

  /**
   * A document, from the server or, if it says that nothing has changed, from memory.
   *
   * @param limit most bytes that it may have
   * @throws IOException as {@link HttpAccess#get}
   */
  public byte[] get(URI uri, int limit) throws IOException {
    Kept known = find(uri);
    ReceivedDocument received = http.getIf(uri, known == null ? Map.of() : known.conditions, limit);
    Optional<byte[]> content = received.content();
    if (content.isEmpty()) {
      if (known == null) {
        throw new IOException(RemoteAddress.text(uri) + " was not sent; run again later");
      }
      count();
      return known.content.clone();
    }
    keep(uri, content.get(), received.conditions());
    return content.get();
  }

  private synchronized @Nullable Kept find(URI uri) {
    return kept.get(uri);
  }

  private synchronized void count() {
    unchanged++;
  }

  private synchronized void keep(URI uri, byte[] content, Map<String, String> conditions) {
    Kept old = kept.remove(uri);
    bytes -= old == null ? 0 : old.content.length;
    if (conditions.isEmpty() || content.length > MAX_BYTES) {
      return;
    }
    kept.put(uri, new Kept(content.clone(), conditions));
    bytes += content.length;
    var eldest = kept.entrySet().iterator();
    while (bytes > MAX_BYTES) {
      bytes -= eldest.next().getValue().content.length;
      eldest.remove();
    }
  }

  /** How often a server has said that a document is unchanged. */
  public synchronized long unchanged() {
    return unchanged;
  }
}

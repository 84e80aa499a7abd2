package io.terralapse.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.terralapse.model.ContentKey;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a ledger, parsed once: a run asks several times for what was published. A ledger has
 * a hash of its own text, by which it is known whether that was altered since. Thread-safe.
 */
final class LedgerTree {
  private static final long MAX_BYTES = 64L << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The property with the hash of the text, in which it is empty. */
  static final String HASH = "ledgerHash";

  private static final Pattern HASH_PROPERTY =
      Pattern.compile('"' + HASH + "\"\\s*:\\s*\"([^\"]*)\"");

  /** Given up when memory is short. */
  private static volatile SoftReference<LedgerTree> last = new SoftReference<>(null);

  private final Version version;
  private final JsonNode root;
  private final boolean altered;

  /** What changes when a file is replaced or written. */
  private record Version(Path file, @Nullable Object key, long bytes, FileTime modified) {
    static Version of(Path file) throws IOException {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return new Version(file.toAbsolutePath(), now.fileKey(), now.size(), now.lastModifiedTime());
    }
  }

  private LedgerTree(Version version, JsonNode root, boolean altered) {
    this.version = version;
    this.root = root;
    this.altered = altered;
  }

  /**
   * Reads a ledger, of at most 64 MiB.
   *
   * @return empty if there is no such file, or it is larger
   * @throws IOException if it cannot be read, or is not JSON
   */
  static Optional<LedgerTree> find(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    Version now = Version.of(file);
    if (now.bytes() > MAX_BYTES) {
      return Optional.empty();
    }
    LedgerTree known = last.get();
    if (known != null && known.version.equals(now)) {
      return Optional.of(known);
    }
    byte[] bytes = Files.readAllBytes(file);
    LedgerTree read = new LedgerTree(now, JSON.readTree(bytes), isAltered(bytes));
    last = new SoftReference<>(read);
    return Optional.of(read);
  }

  /** The root, which is shared and must not be changed. */
  JsonNode root() {
    return root;
  }

  /**
   * Whether the text is not that of which the ledger has the hash; false if it has none, as those
   * of earlier versions.
   */
  boolean isAltered() {
    return altered;
  }

  private static boolean isAltered(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    Matcher hash = HASH_PROPERTY.matcher(text);
    return hash.find()
        && !sealed(text.substring(0, hash.start(1)) + text.substring(hash.end(1))).equals(text);
  }

  /**
   * The text of a ledger with its hash.
   *
   * @param text JSON with an empty {@link #HASH}
   * @throws IllegalArgumentException if it has none
   */
  static String sealed(String text) {
    Matcher hash = HASH_PROPERTY.matcher(text);
    if (!hash.find()) {
      throw new IllegalArgumentException("the ledger has no " + HASH);
    }
    return text.substring(0, hash.start(1))
        + ContentKey.of(text).hex()
        + text.substring(hash.end(1));
  }
}

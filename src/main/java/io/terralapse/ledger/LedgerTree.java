package io.terralapse.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a ledger, parsed once: a run asks several times for what was published. Thread-safe.
 */
final class LedgerTree {
  private static final long MAX_BYTES = 64L << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Given up when memory is short. */
  private static volatile SoftReference<LedgerTree> last = new SoftReference<>(null);

  private final Version version;
  private final JsonNode root;

  /** What changes when a file is replaced or written. */
  private record Version(Path file, @Nullable Object key, long bytes, FileTime modified) {
    static Version of(Path file) throws IOException {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return new Version(file.toAbsolutePath(), now.fileKey(), now.size(), now.lastModifiedTime());
    }
  }

  private LedgerTree(Version version, JsonNode root) {
    this.version = version;
    this.root = root;
  }

  /**
   * Reads a ledger, of at most 64 MiB.
   *
   * @return its root, which is shared and must not be changed; empty if there is no such file
   * @throws IOException if it cannot be read, or is not JSON
   */
  static Optional<JsonNode> find(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    Version now = Version.of(file);
    if (now.bytes() > MAX_BYTES) {
      return Optional.empty();
    }
    LedgerTree known = last.get();
    if (known != null && known.version.equals(now)) {
      return Optional.of(known.root);
    }
    LedgerTree read = new LedgerTree(now, JSON.readTree(file.toFile()));
    last = new SoftReference<>(read);
    return Optional.of(read.root);
  }
}

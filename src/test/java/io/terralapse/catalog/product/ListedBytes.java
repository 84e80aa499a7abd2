package io.terralapse.catalog.product;

import io.terralapse.access.ByteOpener;
import io.terralapse.access.ByteSource;
import io.terralapse.model.Location;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Listed files, some with content; the others cannot be opened. */
final class ListedBytes implements ByteOpener {
  private final Map<Location, byte[]> contents = new HashMap<>();
  private final List<Location> files = new ArrayList<>();

  static Location local(String path) {
    return new Location.Local(Path.of("/in").resolve(path));
  }

  ListedBytes empty(String... paths) {
    for (String path : paths) {
      files.add(local(path));
    }
    return this;
  }

  ListedBytes empty(Location file) {
    files.add(file);
    return this;
  }

  ListedBytes add(Location file, byte[] bytes) {
    files.add(file);
    contents.put(file, bytes);
    return this;
  }

  ListedBytes add(String path, String text) {
    return add(local(path), text.getBytes(StandardCharsets.UTF_8));
  }

  /** All files, sorted. */
  List<Location> files() {
    return files.stream().sorted(Comparator.comparing(Location::text)).toList();
  }

  static byte[] resource(String name) {
    try (InputStream in = ListedBytes.class.getResourceAsStream("/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static String text(String resource) {
    return new String(resource(resource), StandardCharsets.UTF_8);
  }

  @Override
  public ByteSource open(Location location) throws IOException {
    byte[] bytes = contents.get(location);
    if (bytes == null) {
      throw new IOException(location.name() + " cannot be opened.");
    }
    return new ByteSource() {
      @Override
      public String name() {
        return location.name();
      }

      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public void read(long position, byte[] into, int at, int length) throws IOException {
        if (position + length > bytes.length) {
          throw new EOFException(location.name() + " ends early.");
        }
        System.arraycopy(bytes, (int) position, into, at, length);
      }

      @Override
      public void close() {}
    };
  }
}

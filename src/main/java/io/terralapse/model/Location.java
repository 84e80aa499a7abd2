package io.terralapse.model;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Where the bytes of one file are: on disk, inside an archive, or behind an HTTP address. A value;
 * nothing is opened. Two equal locations are the same file.
 */
public sealed interface Location {
  /** The last segment, as a file would be called: {@code B04.tif}. */
  String name();

  /**
   * The location as messages and ledgers show it. Never holds a query or user information, where
   * signed addresses keep their secrets.
   */
  String text();

  /**
   * A file beside this one, or below or above it.
   *
   * @param relative with slashes: {@code B03.tif}, {@code ../SCL.tif}
   * @throws IllegalArgumentException if the path leads out of the archive that this location is in,
   *     or is not one
   */
  Location sibling(String relative);

  /**
   * The folders and the name that lead to the file, with slashes; for telling products by the names
   * of their folders and for matching patterns.
   */
  String path();

  /** A file on disk. */
  record Local(Path file) implements Location {
    @Override
    public String name() {
      Path last = file.getFileName();
      return last == null ? file.toString() : last.toString();
    }

    @Override
    public String text() {
      return file.toString();
    }

    @Override
    public Location sibling(String relative) {
      return new Local(file.resolveSibling(relative).normalize());
    }

    @Override
    public String path() {
      return file.toString().replace(file.getFileSystem().getSeparator(), "/");
    }
  }

  /**
   * A file inside an archive on disk.
   *
   * @param archive a zip or tar file
   * @param entry path inside it, with slashes, without {@code ..} and not absolute
   */
  record Member(Path archive, String entry) implements Location {
    /** Refuses entries that could lead out of a folder they were unpacked in. */
    public Member {
      if (!isInside(entry)) {
        throw new IllegalArgumentException("entry leads out of its archive: " + entry);
      }
    }

    /** Whether a path of an archive stays inside the folder it would be unpacked in. */
    public static boolean isInside(String entry) {
      if (entry.isEmpty() || entry.startsWith("/") || entry.indexOf('\\') >= 0) {
        return false;
      }
      for (String segment : entry.split("/", -1)) {
        if (segment.equals("..") || segment.indexOf('\0') >= 0 || segment.matches("[A-Za-z]:")) {
          return false;
        }
      }
      return true;
    }

    @Override
    public String name() {
      return entry.substring(entry.lastIndexOf('/') + 1);
    }

    @Override
    public String text() {
      return archive + "!/" + entry;
    }

    @Override
    public Location sibling(String relative) {
      Deque<String> segments = new ArrayDeque<>();
      String folder = entry.substring(0, entry.lastIndexOf('/') + 1);
      for (String segment : (folder + relative).split("/", -1)) {
        if (segment.equals("..") && !segments.isEmpty() && !segments.getLast().equals("..")) {
          segments.removeLast();
        } else if (!segment.isEmpty() && !segment.equals(".")) {
          segments.add(segment);
        }
      }
      return new Member(archive, String.join("/", segments));
    }

    @Override
    public String path() {
      return archive.toString().replace(archive.getFileSystem().getSeparator(), "/") + "/" + entry;
    }
  }

  /**
   * A file behind HTTP.
   *
   * @param uri absolute, {@code https} or {@code http}; {@code s3} and {@code gs} addresses are
   *     translated before they become a location
   */
  record Remote(URI uri) implements Location {
    /** Refuses what is not an HTTP address. */
    public Remote {
      String scheme = uri.getScheme();
      if (uri.getHost() == null
          || !("https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme))) {
        throw new IllegalArgumentException("not an HTTP address with a host");
      }
    }

    @Override
    public String name() {
      String path = path();
      return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public String text() {
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      return uri.getScheme() + "://" + uri.getHost() + port + path();
    }

    @Override
    public Location sibling(String relative) {
      return new Remote(uri.resolve(relative));
    }

    @Override
    public String path() {
      return uri.getPath() == null ? "" : uri.getPath();
    }
  }
}

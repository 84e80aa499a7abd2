package io.terralapse.catalog.stac;

import io.terralapse.access.http.RemoteAddress;
import io.terralapse.model.Location;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a document came from, which decides where it may lead: one from the network to the network
 * alone, one from an archive into the archive or the network, one from the disk to its catalogue's
 * own folder or the network.
 *
 * @param document the document
 * @param root the catalogue's folder; files above it are out of reach
 */
record DocumentPlace(Location document, Path root) {
  /** At least two letters, so that {@code C:} is none. */
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(.*)");

  /** A document on disk whose catalogue lies in a folder. */
  static DocumentPlace within(Location document, Path root) {
    return new DocumentPlace(document, root.toAbsolutePath().normalize());
  }

  /** The first document of a catalogue. */
  static DocumentPlace first(Location document) {
    if (document instanceof Location.Local local) {
      Path file = local.file().toAbsolutePath().normalize();
      Path folder = file.getParent();
      return within(new Location.Local(file), folder == null ? file : folder);
    }
    return within(document, Path.of(""));
  }

  /** A document that this one led to. */
  DocumentPlace at(Location other) {
    return new DocumentPlace(other, root);
  }

  boolean isRemote() {
    return document instanceof Location.Remote;
  }

  /**
   * Where an asset is. Unlike links, assets of distant documents may not begin with a slash: nobody
   * publishes them so, and it is how paths on disk look.
   *
   * @throws Refused if it may not be read
   */
  Location asset(String href) throws Refused {
    if (isRemote() && href.strip().startsWith("/") && !href.strip().startsWith("//")) {
      throw localRefused();
    }
    return link(href);
  }

  /**
   * Where a linked document is.
   *
   * @throws Refused if it may not be read
   */
  Location link(String href) throws Refused {
    String text = href.strip();
    Matcher matcher = SCHEME.matcher(text);
    if (!matcher.matches()) {
      return relative(text);
    }
    return matcher.group(1).equalsIgnoreCase("file") ? file(matcher.group(2)) : remote(text);
  }

  private Location file(String rest) throws Refused {
    if (document instanceof Location.Local) {
      return local(rest.startsWith("//") ? rest.substring(2) : rest);
    }
    throw localRefused();
  }

  private Location relative(String text) throws Refused {
    boolean windows = text.indexOf('\\') >= 0 || text.matches("(?s)[A-Za-z]:.*");
    if (document instanceof Location.Remote base) {
      if (windows) {
        throw localRefused();
      }
      try {
        return RemoteAddress.resolve(base.uri(), text);
      } catch (IllegalArgumentException e) {
        throw noAddress(e);
      }
    }
    if (document instanceof Location.Member member) {
      try {
        return member.sibling(text.startsWith("/") ? "/../../" : text);
      } catch (IllegalArgumentException e) {
        throw new Refused("which lies outside of the archive, so that it is not read");
      }
    }
    return local(text);
  }

  private Location local(String text) throws Refused {
    try {
      Path file = beside(text);
      if (!Files.exists(file) && text.indexOf('%') >= 0) {
        file = beside(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
      }
      if (!file.startsWith(root)) {
        throw new Refused("which lies outside of the catalogue's folder, so that it is not read");
      }
      return new Location.Local(file);
    } catch (IllegalArgumentException e) {
      // InvalidPathException among them, and bad escapes.
      throw new Refused("which is no path");
    }
  }

  private Path beside(String text) throws InvalidPathException {
    Path base = document instanceof Location.Local local ? local.file() : root.resolve("x");
    return base.resolveSibling(text).toAbsolutePath().normalize();
  }

  private static Location remote(String text) throws Refused {
    try {
      return RemoteAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw noAddress(e);
    }
  }

  private static Refused noAddress(IllegalArgumentException e) {
    return new Refused("which cannot be read: " + e.getMessage());
  }

  private static Refused localRefused() {
    return new Refused("which is a local file; a document from the network may not name one");
  }
}

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
 * Resolves the links of a document. Its origin decides where it may link to: a document from the
 * network only to the network; one from an archive to the archive or the network; one on disk to
 * its catalogue's folder or the network.
 *
 * @param document the document, the base of relative links
 * @param root the catalogue's folder; links to files outside of it are forbidden
 */
record LinkResolver(Location document, Path root) {
  /** At least two letters, so that {@code C:} is not a scheme. */
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(.*)");

  /** For a document on disk whose files may be anywhere in a folder. */
  static LinkResolver within(Location document, Path root) {
    return new LinkResolver(document, root.toAbsolutePath().normalize());
  }

  /** For the first document of a catalogue. */
  static LinkResolver first(Location document) {
    if (document instanceof Location.Local local) {
      Path file = local.file().toAbsolutePath().normalize();
      Path folder = file.getParent();
      return within(new Location.Local(file), folder == null ? file : folder);
    }
    return within(document, Path.of(""));
  }

  /** For a document that this one links to. */
  LinkResolver at(Location other) {
    return new LinkResolver(other, root);
  }

  boolean isRemote() {
    return document instanceof Location.Remote;
  }

  /**
   * The location of an asset. Unlike links, assets of remote documents must not begin with a slash:
   * providers do not publish such hrefs, and paths on disk look like them.
   *
   * @throws ForbiddenLinkException if the document may not link to it
   */
  Location asset(String href) throws ForbiddenLinkException {
    if (isRemote() && href.strip().startsWith("/") && !href.strip().startsWith("//")) {
      throw localFile();
    }
    return link(href);
  }

  /**
   * The location of a linked document.
   *
   * @throws ForbiddenLinkException if the document may not link to it
   */
  Location link(String href) throws ForbiddenLinkException {
    String text = href.strip();
    Matcher matcher = SCHEME.matcher(text);
    if (!matcher.matches()) {
      return relative(text);
    }
    return matcher.group(1).equalsIgnoreCase("file") ? file(matcher.group(2)) : remote(text);
  }

  private Location file(String rest) throws ForbiddenLinkException {
    if (document instanceof Location.Local) {
      return local(rest.startsWith("//") ? rest.substring(2) : rest);
    }
    throw localFile();
  }

  private Location relative(String text) throws ForbiddenLinkException {
    boolean windows = text.indexOf('\\') >= 0 || text.matches("(?s)[A-Za-z]:.*");
    if (document instanceof Location.Remote base) {
      if (windows) {
        throw localFile();
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
        throw new ForbiddenLinkException("which is outside of the archive and is not read");
      }
    }
    return local(text);
  }

  private Location local(String text) throws ForbiddenLinkException {
    try {
      Path file = beside(text);
      if (!Files.exists(file) && text.indexOf('%') >= 0) {
        file = beside(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
      }
      if (!file.startsWith(root)) {
        throw new ForbiddenLinkException(
            "which is outside of the catalogue's folder and is not read");
      }
      return new Location.Local(file);
    } catch (IllegalArgumentException e) {
      // An InvalidPathException or a bad percent escape.
      throw new ForbiddenLinkException("which is not a valid path");
    }
  }

  private Path beside(String text) throws InvalidPathException {
    Path base = document instanceof Location.Local local ? local.file() : root.resolve("x");
    return base.resolveSibling(text).toAbsolutePath().normalize();
  }

  private static Location remote(String text) throws ForbiddenLinkException {
    try {
      return RemoteAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw noAddress(e);
    }
  }

  private static ForbiddenLinkException noAddress(IllegalArgumentException e) {
    return new ForbiddenLinkException("which cannot be read: " + e.getMessage());
  }

  private static ForbiddenLinkException localFile() {
    return new ForbiddenLinkException(
        "which is a local file; documents from the network must not link to local files");
  }
}

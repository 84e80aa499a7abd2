package io.terralapse.catalog.stac;

import io.terralapse.model.Location;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
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
record LinkResolver(Location document, Path root) {
  /** At least two letters, so that {@code C:} is none. */
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(.*)");

  private static final Pattern BUCKET = Pattern.compile("//([A-Za-z0-9][A-Za-z0-9._-]+)/(.+)");

  /** A document on disk whose catalogue lies in a folder. */
  static LinkResolver within(Location document, Path root) {
    return new LinkResolver(document, root.toAbsolutePath().normalize());
  }

  /** The first document of a catalogue. */
  static LinkResolver first(Location document) {
    if (document instanceof Location.Local local) {
      Path file = local.file().toAbsolutePath().normalize();
      Path folder = file.getParent();
      return within(new Location.Local(file), folder == null ? file : folder);
    }
    return within(document, Path.of(""));
  }

  /** A document that this one led to. */
  LinkResolver at(Location other) {
    return new LinkResolver(other, root);
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
  Location asset(String href) throws ForbiddenLinkException {
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
  Location link(String href) throws ForbiddenLinkException {
    String text = href.strip();
    Matcher matcher = SCHEME.matcher(text);
    if (!matcher.matches()) {
      return relative(text);
    }
    String rest = matcher.group(2);
    return switch (matcher.group(1).toLowerCase(Locale.ROOT)) {
      case "http", "https" -> remote(text);
      case "s3" -> bucket(rest, false);
      case "gs" -> bucket(rest, true);
      case "file" -> file(rest);
      default -> throw new ForbiddenLinkException("which is no address of a kind that can be read");
    };
  }

  private Location file(String rest) throws ForbiddenLinkException {
    if (document instanceof Location.Local) {
      return local(rest.startsWith("//") ? rest.substring(2) : rest);
    }
    throw localRefused();
  }

  private Location relative(String text) throws ForbiddenLinkException {
    boolean windows = text.indexOf('\\') >= 0 || text.matches("(?s)[A-Za-z]:.*");
    if (document instanceof Location.Remote base) {
      if (windows) {
        throw localRefused();
      }
      try {
        return checked(base.uri().resolve(new URI(text.replace(" ", "%20"))));
      } catch (URISyntaxException | IllegalArgumentException e) {
        throw new ForbiddenLinkException("which is no address");
      }
    }
    if (document instanceof Location.Member member) {
      try {
        return member.sibling(text.startsWith("/") ? "/../../" : text);
      } catch (IllegalArgumentException e) {
        throw new ForbiddenLinkException(
            "which lies outside of the archive, so that it is not read");
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
            "which lies outside of the catalogue's folder, so that it is not read");
      }
      return new Location.Local(file);
    } catch (IllegalArgumentException e) {
      // InvalidPathException among them, and bad escapes.
      throw new ForbiddenLinkException("which is no path");
    }
  }

  private Path beside(String text) throws InvalidPathException {
    Path base = document instanceof Location.Local local ? local.file() : root.resolve("x");
    return base.resolveSibling(text).toAbsolutePath().normalize();
  }

  /**
   * Public buckets are reached over HTTPS, those whose names no certificate covers by their path.
   */
  private static Location bucket(String rest, boolean google) throws ForbiddenLinkException {
    Matcher matcher = BUCKET.matcher(rest);
    if (!matcher.matches()) {
      throw new ForbiddenLinkException("which is no address of a file in a bucket");
    }
    String bucket = matcher.group(1);
    boolean inPath = google || bucket.indexOf('.') >= 0 || bucket.indexOf('_') >= 0;
    String host = google ? "storage.googleapis.com" : "s3.amazonaws.com";
    try {
      return checked(
          new URI(
              "https",
              inPath ? host : bucket.toLowerCase(Locale.ROOT) + "." + host,
              (inPath ? "/" + bucket : "") + "/" + matcher.group(2),
              null));
    } catch (URISyntaxException e) {
      throw new ForbiddenLinkException("which is no address of a file in a bucket");
    }
  }

  private static Location remote(String text) throws ForbiddenLinkException {
    try {
      return checked(new URI(text.replace(" ", "%20")));
    } catch (URISyntaxException e) {
      throw new ForbiddenLinkException("which is no address");
    }
  }

  private static Location checked(URI uri) throws ForbiddenLinkException {
    if (uri.getRawUserInfo() != null) {
      throw new ForbiddenLinkException("with a user's name, which only the environment may give");
    }
    try {
      URI plain =
          uri.getRawFragment() == null
              ? uri
              : URI.create(uri.toString().substring(0, uri.toString().indexOf('#')));
      return new Location.Remote(plain);
    } catch (IllegalArgumentException e) {
      throw new ForbiddenLinkException("which is no address of a file");
    }
  }

  private static ForbiddenLinkException localRefused() {
    return new ForbiddenLinkException(
        "which is a local file; a document from the network may not name one");
  }
}

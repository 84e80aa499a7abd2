package io.terralapse.access.http;

import io.terralapse.model.Location;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Resolves the addresses that configurations and catalogues contain to those that are requested:
 * the one place that knows {@code s3:} and {@code gs:}.
 */
public final class RemoteAddress {
  private static final Pattern SCHEME = Pattern.compile("(?i)(https?|s3|gs)://.*", Pattern.DOTALL);

  /**
   * What both stores allow in the name of a bucket; no character of it ends a host or a segment.
   */
  private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,253}");

  private static final Pattern CONTROL = Pattern.compile("(?i).*%(0[0-9a-f]|1[0-9a-f]|7f).*");

  private RemoteAddress() {}

  /** Whether a text is an address of a remote file and not a path. */
  public static boolean isRemote(String text) {
    return SCHEME.matcher(text.strip()).matches();
  }

  /**
   * Reads {@code https:}, {@code http:}, {@code s3:} and {@code gs:} addresses. Buckets are read
   * over HTTPS: {@code s3://bucket/key} at {@code bucket.s3.amazonaws.com}, or with the bucket in
   * the path if its name has dots or underscores, which the server's certificate does not cover;
   * {@code gs://bucket/key} at {@code storage.googleapis.com}. Regions are left to redirects. Keys
   * are plain text and are escaped; in other addresses only spaces are. A fragment is removed.
   *
   * <p>Source: "Virtual hosting of general purpose buckets", Amazon S3 user guide; "Request
   * endpoints", Cloud Storage documentation.
   *
   * @throws IllegalArgumentException if it is none of them; the message is a sentence that contains
   *     neither query nor user information
   */
  public static Location.Remote parse(String text) {
    String scheme =
        text.strip().substring(0, Math.max(0, text.strip().indexOf(':'))).toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "s3", "gs" -> bucket(scheme, text.strip().substring(scheme.length() + 1));
      case "https", "http" -> remote(text);
      default ->
          throw new IllegalArgumentException(
              "the address does not begin with https:, http:, s3: or gs:");
    };
  }

  private static Location.Remote bucket(String scheme, String rest) {
    int slash = rest.startsWith("//") ? rest.indexOf('/', 2) : -1;
    String bucket = slash < 0 ? "" : rest.substring(2, slash);
    if (!BUCKET.matcher(bucket).matches() || slash == rest.length() - 1) {
      throw new IllegalArgumentException(
          "the address is not of the form " + scheme + "://bucket/key");
    }
    String host;
    String path = rest.substring(slash);
    if (scheme.equals("gs")) {
      host = "storage.googleapis.com";
      path = "/" + bucket + path;
    } else if (bucket.indexOf('.') >= 0 || bucket.indexOf('_') >= 0) {
      host = "s3.amazonaws.com";
      path = "/" + bucket + path;
    } else {
      host = bucket.toLowerCase(Locale.ROOT) + ".s3.amazonaws.com";
    }
    try {
      // Keys are plain text: this constructor escapes what addresses do not hold.
      return checked(new URI("https", host, path, null));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("the address cannot be read");
    }
  }

  private static Location.Remote remote(String text) {
    try {
      URI uri = new URI(text.strip().replace(" ", "%20"));
      if (uri.getRawFragment() != null) {
        uri = new URI(text.strip().replace(" ", "%20").split("#", 2)[0]);
      }
      return checked(uri);
    } catch (URISyntaxException e) {
      // Its message repeats the address, with the signature in it.
      throw new IllegalArgumentException("the address cannot be read");
    }
  }

  private static Location.Remote checked(URI uri) {
    Optional<String> fault = findFault(uri);
    if (fault.isPresent()) {
      throw new IllegalArgumentException("the address " + fault.get());
    }
    return new Location.Remote(uri);
  }

  /** Why an address is never requested, whatever its host; a clause after "the address". */
  static Optional<String> findFault(URI uri) {
    String scheme = uri.getScheme();
    if (!"https".equalsIgnoreCase(scheme) && !"http".equalsIgnoreCase(scheme)) {
      return Optional.of("is neither https nor http");
    }
    if (uri.getHost() == null || uri.getHost().isEmpty() || uri.getPort() > 65535) {
      return Optional.of("has no valid host");
    }
    if (uri.getRawUserInfo() != null) {
      return Optional.of(
          "contains a user name or password; remove them and set "
              + Credentials.tokenVariable(uri.getHost())
              + " instead");
    }
    if (uri.getRawPath() != null && CONTROL.matcher(uri.getRawPath()).matches()) {
      return Optional.of("contains control characters");
    }
    return Optional.empty();
  }

  /**
   * Resolves a reference in a document from the network, such as a link.
   *
   * @param base address of the document
   * @throws IllegalArgumentException as {@link #parse}
   */
  public static Location.Remote resolve(URI base, String reference) {
    try {
      URI target = base.resolve(new URI(reference.strip().replace(" ", "%20")));
      return remote(target.toString());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("the address cannot be read");
    }
  }

  /** An address as messages show it: without query and user information. */
  static String text(URI uri) {
    return findFault(uri).isPresent() ? "the address" : new Location.Remote(uri).text();
  }
}

package io.terralapse.access.http;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Secrets for hosts, from environment variables only. {@code TERRALAPSE_TOKEN_<HOST>} is sent as a
 * bearer token, {@code TERRALAPSE_QUERY_<HOST>} (a shared access signature, say) is appended to the
 * query.
 *
 * <p>{@code <HOST>} is the host in capitals with {@code _} for every dot and {@code __} for every
 * hyphen: {@code TERRALAPSE_TOKEN_DATA_EXAMPLE_COM}. Hyphens are told from dots because {@code
 * data-example.com} can be anybody's, and would otherwise be given the secret of {@code
 * data.example.com}.
 *
 * <p>A secret goes to its host alone, over HTTPS, or to this machine over plain HTTP.
 */
final class Credentials {
  private static final String TOKEN = "TERRALAPSE_TOKEN_";
  private static final String QUERY = "TERRALAPSE_QUERY_";

  /** Names after RFC 1123; a dot beside a hyphen would make two hosts share a variable. */
  private static final Pattern HOST =
      Pattern.compile("[A-Z0-9]+(-+[A-Z0-9]+)*(\\.[A-Z0-9]+(-+[A-Z0-9]+)*)*\\.?");

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}", Pattern.CASE_INSENSITIVE);
  private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]+");

  private final Map<String, String> env;

  Credentials(Map<String, String> env) {
    this.env = Map.copyOf(env);
  }

  /** The variable that a host's token would be in. */
  static String tokenVariable(String host) {
    return TOKEN + suffix(host).orElse("<HOST>");
  }

  /**
   * The value of the authorization header for an address.
   *
   * @throws IOException if there is one that may not be sent
   */
  Optional<String> findAuthorization(URI uri) throws IOException {
    Optional<String> token = find(TOKEN, uri);
    if (token.isPresent() && !PRINTABLE.matcher(token.get()).matches()) {
      throw new Refusal(
          tokenVariable(uri.getHost()) + " holds characters that no token has; set it anew");
    }
    return token.map(value -> "Bearer " + value);
  }

  /**
   * The address with the host's signature in its query, or as it is.
   *
   * @throws IOException if there is one that may not be sent
   */
  URI signed(URI uri) throws IOException {
    Optional<String> found = find(QUERY, uri);
    if (found.isEmpty()) {
      return uri;
    }
    String query = found.get().startsWith("?") ? found.get().substring(1) : found.get();
    String before = uri.getRawQuery();
    if (before != null && ("&" + before + "&").contains("&" + query + "&")) {
      return uri;
    }
    String all = before == null || before.isEmpty() ? query : before + "&" + query;
    String text = uri.toASCIIString();
    int end = text.indexOf('?') < 0 ? text.length() : text.indexOf('?');
    try {
      if (query.indexOf('#') >= 0) {
        throw new URISyntaxException("", "fragment");
      }
      return new URI(text.substring(0, end) + "?" + all);
    } catch (URISyntaxException e) {
      // Without the cause: its message holds the signature.
      throw new Refusal(
          QUERY + suffix(uri.getHost()).orElse("") + " is no query (name=value&...); set it anew");
    }
  }

  private Optional<String> find(String prefix, URI uri) throws IOException {
    Optional<String> variable = suffix(uri.getHost()).map(prefix::concat);
    Optional<String> value = variable.map(env::get).map(String::strip).filter(v -> !v.isEmpty());
    if (value.isPresent() && !"https".equalsIgnoreCase(uri.getScheme()) && !isLoopback(uri)) {
      throw new Refusal(
          uri.getHost()
              + " would be sent "
              + variable.get()
              + " unencrypted; ask it over https, or unset the variable");
    }
    return value;
  }

  private static boolean isLoopback(URI uri) {
    return LOOPBACK.matcher(uri.getHost()).matches();
  }

  private static Optional<String> suffix(String host) {
    String upper = host.toUpperCase(Locale.ROOT);
    if (!HOST.matcher(upper).matches()) {
      return Optional.empty();
    }
    String plain = upper.endsWith(".") ? upper.substring(0, upper.length() - 1) : upper;
    return Optional.of(plain.replace("-", "__").replace('.', '_'));
  }

  /** Never shows what it holds. */
  @Override
  public String toString() {
    return "Credentials";
  }
}

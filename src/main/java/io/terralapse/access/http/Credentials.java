package io.terralapse.access.http;

import io.terralapse.model.DataException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Secrets for hosts, from environment variables only. {@code TERRALAPSE_TOKEN_<HOST>} is sent as a
 * bearer token, {@code TERRALAPSE_QUERY_<HOST>} (a shared access signature, say) is appended to the
 * query.
 *
 * <p>{@code <HOST>} is the host in capitals with {@code _} for every dot and hyphen: {@code
 * TERRALAPSE_TOKEN_DATA_EXAMPLE_COM}. Such a name may stand for two hosts, of which one, {@code
 * data-example.com}, can be anybody's. Therefore a variable serves only the first host that it is
 * used for while a job runs, and a hyphen may be written {@code __}, which no other host shares and
 * which wins.
 *
 * <p>A secret is sent to its host alone, over HTTPS, or to this machine over plain HTTP.
 * Thread-safe.
 */
final class Credentials {
  private static final String TOKEN = "TERRALAPSE_TOKEN_";
  private static final String QUERY = "TERRALAPSE_QUERY_";

  /** Names after RFC 1123; a dot beside a hyphen would make two hosts share a variable. */
  private static final Pattern HOST =
      Pattern.compile("[A-Z0-9]+(-+[A-Z0-9]+)*(\\.[A-Z0-9]+(-+[A-Z0-9]+)*)*");

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}", Pattern.CASE_INSENSITIVE);
  private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]+");

  private final Map<String, String> env;

  /** The host that each ambiguous variable serves. */
  private final Map<String, String> servedHosts = new ConcurrentHashMap<>();

  Credentials(Map<String, String> env) {
    this.env = Map.copyOf(env);
  }

  /** The variable for a host's token, in the form that no other host shares. */
  static String tokenVariable(String host) {
    return TOKEN + suffix(host, "__").orElse("<HOST>");
  }

  /**
   * The value of the authorization header for an address.
   *
   * @throws DataException if there is one that may not be sent
   */
  Optional<String> findAuthorization(URI uri) throws DataException {
    Optional<Secret> token = find(TOKEN, uri);
    if (token.isPresent() && !PRINTABLE.matcher(token.get().value()).matches()) {
      throw new DataException(
          token.get().variable() + " contains characters that no token has; set it again");
    }
    return token.map(secret -> "Bearer " + secret.value());
  }

  /**
   * The address with the host's signature in its query, or as it is.
   *
   * @throws DataException if there is one that may not be sent
   */
  URI signed(URI uri) throws DataException {
    Optional<Secret> found = find(QUERY, uri);
    if (found.isEmpty()) {
      return uri;
    }
    String value = found.get().value();
    String query = value.startsWith("?") ? value.substring(1) : value;
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
      throw new DataException(
          found.get().variable() + " is not a query (name=value&...); set it again");
    }
  }

  private record Secret(String variable, String value) {}

  private Optional<Secret> find(String prefix, URI uri) throws DataException {
    Optional<Secret> exact = read(prefix, suffix(uri.getHost(), "__"));
    Optional<Secret> secret = exact.isPresent() ? exact : read(prefix, suffix(uri.getHost(), "_"));
    if (secret.isEmpty()) {
      return secret;
    }
    String variable = secret.get().variable();
    if (!"https".equalsIgnoreCase(uri.getScheme()) && !isLoopback(uri)) {
      throw new DataException(
          uri.getHost()
              + " would be sent "
              + variable
              + " unencrypted; use an https address, or unset the variable");
    }
    String host = canonical(uri.getHost());
    String served = servedHosts.putIfAbsent(variable, host);
    if (served != null && !served.equals(host)) {
      throw new DataException(
          variable
              + " has been used for "
              + served.toLowerCase(Locale.ROOT)
              + " and is not sent to "
              + uri.getHost()
              + "; name the hosts apart by writing __ for each hyphen");
    }
    return secret;
  }

  private Optional<Secret> read(String prefix, Optional<String> suffix) {
    return suffix
        .map(prefix::concat)
        .flatMap(
            name ->
                Optional.ofNullable(env.get(name))
                    .map(String::strip)
                    .filter(value -> !value.isEmpty())
                    .map(value -> new Secret(name, value)));
  }

  private static boolean isLoopback(URI uri) {
    return LOOPBACK.matcher(uri.getHost()).matches();
  }

  private static Optional<String> suffix(String host, String hyphen) {
    String name = canonical(host);
    return HOST.matcher(name).matches()
        ? Optional.of(name.replace("-", hyphen).replace('.', '_'))
        : Optional.empty();
  }

  /** In capitals, without the dot that may end a complete name. */
  private static String canonical(String host) {
    String upper = host.toUpperCase(Locale.ROOT);
    return upper.endsWith(".") ? upper.substring(0, upper.length() - 1) : upper;
  }

  /** Never shows what it holds. */
  @Override
  public String toString() {
    return "Credentials";
  }
}

package io.terralapse.catalog.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.terralapse.access.NetworkException;
import io.terralapse.access.http.ServerMessage;
import io.terralapse.catalog.scene.DescribedScenes;
import io.terralapse.model.Location;
import io.terralapse.model.PrintableText;
import java.io.IOException;
import java.net.URI;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads all pages of one search (STAC API Item Search 1.0.0). Used once. */
final class SearchPages {
  /** Consecutive pages without a new item after which the search ends. */
  private static final int MAX_IDLE_PAGES = 3;

  /** Numbers of matches up to this are counted by all servers; pgstac estimates larger ones. */
  private static final long LARGEST_EXACT = 10_000;

  /** A sentence with an address and a server's reason. */
  private static final int MAX_CLAUSE = 500;

  /** Statuses of servers that support the search by GET only. */
  private static final Pattern NO_POST = Pattern.compile("\\b(404|405|501)\\b");

  private final StacHttp http;
  private final StacLimits limits;
  private final ItemReader items;
  private final StacCollector collector;
  private final PageAhead ahead = new PageAhead();
  private int pages;
  private long received;
  private long matched = -1;

  SearchPages(StacHttp http, StacLimits limits, ItemReader items, StacCollector collector) {
    this.http = http;
    this.limits = limits;
    this.items = items;
    this.collector = collector;
  }

  /**
   * Where to search.
   *
   * @param uri address of the search
   * @param post true for POST, false for GET
   */
  private record Endpoint(URI uri, boolean post) {}

  void read(StacSearch search) {
    String subject = PrintableText.address(search.api().toString());
    try (ahead) {
      if (search.api().getRawUserInfo() != null) {
        throw new IOException(
            "contains a user name; remove it and put credentials into the environment");
      }
      ObjectNode body = SearchRequest.body(search);
      Endpoint endpoint = endpoint(new Location.Remote(search.api()));
      readPages(search, endpoint, body);
      if (pages > 0 && collector.items() == 0) {
        collector.issue("empty", subject, "has no item " + SearchRequest.describe(search) + ".");
      }
    } catch (IOException | IllegalArgumentException e) {
      String what =
          pages == 0
              ? "cannot be searched: "
              : "was searched in part, " + share() + ", because of page " + (pages + 1) + ": ";
      String clause = clause(e, subject);
      incomplete(
          subject,
          // The network has one remedy for all its failures; others have their own.
          what + (e instanceof NetworkException ? clause.replaceFirst(";[^;]*$", "") : clause),
          e instanceof NetworkException);
    }
  }

  /** Whether the job is of use without the missing items, the user decides. */
  private void incomplete(String subject, String what, boolean passing) {
    String joint = passing ? "; run again later, or " : what.contains("; ") ? ", or " : "; ";
    collector.issue(
        passing || pages > 0 ? DescribedScenes.INCOMPLETE : DescribedScenes.UNSEARCHED,
        subject,
        what + joint + "use the scenes that were found with --allow-incomplete.");
  }

  /** {@code 2 of 5 items were read}. */
  private String share() {
    int read = collector.items();
    return matched >= 0
        ? read + " of " + matched + (matched == 1 ? " item was read" : " items were read")
        : read + (read == 1 ? " item was read" : " items were read");
  }

  private Endpoint endpoint(Location.Remote api) throws IOException {
    if (api.path().endsWith("/search")) {
      return new Endpoint(api.uri(), true);
    }
    ObjectNode landing = Json.parse(http.get(api.uri(), limits.maxDocumentBytes()));
    collector.file(api);
    List<JsonNode> links =
        Json.elements(landing, "links").stream()
            .filter(link -> Json.text(link, "rel").orElse("").equals("search"))
            .sorted(Comparator.comparing(link -> isPost(link) ? 0 : 1))
            .toList();
    if (links.isEmpty()) {
      throw new IOException("has no link to a search; name a STAC API");
    }
    JsonNode link = links.get(0);
    // A link without a method may support either; POST is tried first.
    boolean post = isPost(link) || !link.has("method");
    return new Endpoint(sameServer(api.uri(), Json.text(link, "href").orElse("")), post);
  }

  private static boolean isPost(JsonNode link) {
    return Json.text(link, "method").orElse("").equalsIgnoreCase("POST");
  }

  private void readPages(StacSearch search, Endpoint endpoint, ObjectNode body) throws IOException {
    SearchRequest request =
        endpoint.post()
            ? SearchRequest.post(endpoint.uri(), body)
            : SearchRequest.get(endpoint.uri(), body);
    String subject = new Location.Remote(endpoint.uri()).text();
    LinkResolver resolver = LinkResolver.first(new Location.Remote(endpoint.uri()));
    Set<String> requested = new HashSet<>();
    int idle = 0;
    for (int page = 0; ; page++) {
      requested.add(key(request));
      SearchRequest now = request;
      ObjectNode response =
          page == 0 ? first(endpoint, request, body) : ahead.get(now, () -> request(now));
      pages++;
      matched = Math.max(matched, matched(response));
      int before = collector.items();
      List<JsonNode> features = Json.elements(response, "features");
      if (before + features.size() < search.maxItems() && page + 1 < limits.maxDocuments()) {
        findNext(response, request, endpoint.uri())
            .filter(next -> !requested.contains(key(next)))
            .ifPresent(next -> ahead.begin(next, () -> request(next)));
      }
      for (JsonNode feature : features) {
        if (collector.items() >= search.maxItems()) {
          tooMany(subject, search.maxItems());
          return;
        }
        items.read(feature, resolver, Json.object());
      }
      received += features.size();
      Optional<SearchRequest> next = next(response, request, endpoint.uri());
      if (next.isEmpty()) {
        checkAllReceived(subject);
        return;
      }
      idle = collector.items() == before ? idle + 1 : 0;
      if (idle >= MAX_IDLE_PAGES || !requested.add(key(next.get()))) {
        if (matched >= 0 && collector.items() >= matched) {
          return;
        }
        incomplete(
            subject,
            "was searched in part, " + share() + ": it returns the same page again",
            false);
        return;
      }
      if (collector.items() >= search.maxItems() || page + 1 >= limits.maxDocuments()) {
        tooMany(subject, collector.items());
        return;
      }
      request = next.get();
    }
  }

  /** A search may end without a link to the rest. */
  private void checkAllReceived(String subject) {
    if (received < matched && matched <= LARGEST_EXACT) {
      incomplete(
          subject,
          "was searched in part, " + share() + ": its last page has no link to the next one",
          false);
    }
  }

  /** Falls back to the search by GET, the only one that some servers support. */
  private ObjectNode first(Endpoint endpoint, SearchRequest request, ObjectNode body)
      throws IOException {
    try {
      return request(request);
    } catch (IOException e) {
      if (!endpoint.post() || !NO_POST.matcher(String.valueOf(e.getMessage())).find()) {
        throw e;
      }
      return request(SearchRequest.get(endpoint.uri(), body));
    }
  }

  private ObjectNode request(SearchRequest request) throws IOException {
    byte[] response =
        request.body().isPresent()
            ? http.postJson(request.uri(), Json.bytes(request.body().get()), limits.maxPageBytes())
            : http.get(request.uri(), limits.maxPageBytes());
    ObjectNode json = Json.parse(response);
    if (!json.path("features").isArray()) {
      throw new IOException(
          "returns something that is not an ItemCollection"
              + ServerMessage.find(response)
                  .map(reason -> ", with the reason " + reason)
                  .orElse(""));
    }
    return json;
  }

  /** The next page, if it is certain that it will be needed; a bad link is reported later. */
  private static Optional<SearchRequest> findNext(
      ObjectNode response, SearchRequest last, URI search) {
    try {
      return next(response, last, search);
    } catch (IOException reportedLater) {
      return Optional.empty();
    }
  }

  private static Optional<SearchRequest> next(ObjectNode response, SearchRequest last, URI search)
      throws IOException {
    for (JsonNode link : Json.elements(response, "links")) {
      String href = Json.text(link, "href").orElse("");
      if (!Json.text(link, "rel").orElse("").equals("next") || href.isEmpty()) {
        continue;
      }
      URI uri = sameServer(search, href);
      if (!isPost(link)) {
        return Optional.of(SearchRequest.get(uri));
      }
      ObjectNode body = Json.object();
      if (link.path("merge").asBoolean(false) || !link.path("body").isObject()) {
        last.body().ifPresent(body::setAll);
      }
      if (link.path("body") instanceof ObjectNode more) {
        body.setAll(more);
      }
      return Optional.of(SearchRequest.post(uri, body));
    }
    return Optional.empty();
  }

  /**
   * The address of a link, which must be on the server that the user named. Servers behind a proxy
   * often link to http: then the scheme of the search is kept.
   */
  private static URI sameServer(URI search, String href) throws IOException {
    Location target;
    try {
      target = LinkResolver.first(new Location.Remote(search)).link(href);
    } catch (ForbiddenLinkException e) {
      throw new IOException("links to " + PrintableText.address(href) + ", " + e.clause(), e);
    }
    URI uri = ((Location.Remote) target).uri();
    if (!uri.getHost().equalsIgnoreCase(search.getHost()) || port(uri) != port(search)) {
      boolean proxied =
          uri.getHost().equalsIgnoreCase(search.getHost())
              && uri.getPort() < 0
              && search.getPort() < 0;
      if (!proxied) {
        throw new IOException("links to another server, " + target.text() + ", which is not read");
      }
    }
    boolean downgraded =
        "https".equalsIgnoreCase(search.getScheme()) && "http".equalsIgnoreCase(uri.getScheme());
    return downgraded ? URI.create("https" + uri.toString().substring("http".length())) : uri;
  }

  private static int port(URI uri) {
    boolean secure = uri.getScheme().toLowerCase(Locale.ROOT).equals("https");
    return uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
  }

  private static String key(SearchRequest request) {
    return request.uri() + "\n" + request.body().map(JsonNode::toString).orElse("");
  }

  /** How many items the server says that the search has; -1 if it does not. */
  private static long matched(ObjectNode response) {
    JsonNode matched = response.path("numberMatched");
    if (!matched.isIntegralNumber()) {
      matched = response.path("context").path("matched");
    }
    return matched.isIntegralNumber() ? matched.asLong() : -1;
  }

  private void tooMany(String subject, int used) {
    String all = matched >= 0 ? matched + " items" : "more items";
    collector.issue(
        "limit",
        subject,
        "finds "
            + all
            + ", of which "
            + used
            + " are used; restrict the dates, the area or the cloud cover, or raise max_items.");
  }

  private static String clause(Exception e, String subject) {
    String message = String.valueOf(e.getMessage());
    if (e instanceof IllegalArgumentException) {
      return "it is not an http or https address";
    }
    boolean named = message.startsWith("http:") || message.startsWith("https:");
    String clause =
        message.startsWith(subject + " ")
            ? "it" + message.substring(subject.length())
            : named ? message : "it " + message;
    return PrintableText.clean(clause, MAX_CLAUSE);
  }
}

package io.terralapse.catalog.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.terralapse.model.Location;
import java.io.IOException;
import java.net.URI;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Runs one search through all of its pages (STAC API Item Search 1.0.0). Used once. */
final class SearchPages {
  /** Pages without a new item that a server may send one after another. */
  private static final int MAX_IDLE_PAGES = 3;

  /** Answers of servers that know the search by GET alone. */
  private static final Pattern NO_POST = Pattern.compile("\\b(404|405|501)\\b");

  private final StacHttp http;
  private final StacLimits limits;
  private final ItemReader items;
  private final StacCollector findings;

  SearchPages(StacHttp http, StacLimits limits, ItemReader items, StacCollector findings) {
    this.http = http;
    this.limits = limits;
    this.items = items;
    this.findings = findings;
  }

  /** What may be asked: the search's address, and whether by POST. */
  private record Endpoint(URI uri, boolean post) {}

  void read(StacSearch search) {
    String subject = PrintableText.address(search.api().toString());
    try {
      if (search.api().getRawUserInfo() != null) {
        throw new IOException("holds a user's name; leave it out, tokens come from environment");
      }
      ObjectNode body = SearchRequest.body(search);
      Endpoint endpoint = endpoint(new Location.Remote(search.api()));
      readPages(search, endpoint, body);
    } catch (IOException | IllegalArgumentException e) {
      findings.issue("unreadable", subject, "cannot be searched: it " + clause(e, subject) + ".");
    }
  }

  private Endpoint endpoint(Location.Remote api) throws IOException {
    if (api.path().endsWith("/search")) {
      return new Endpoint(api.uri(), true);
    }
    ObjectNode landing = Json.parse(http.get(api.uri(), limits.maxDocumentBytes()));
    findings.document(api);
    List<JsonNode> links =
        Json.elements(landing, "links").stream()
            .filter(link -> Json.text(link, "rel").orElse("").equals("search"))
            .sorted(Comparator.comparing(link -> isPost(link) ? 0 : 1))
            .toList();
    if (links.isEmpty()) {
      throw new IOException("names no search in its links; give a STAC API, or name a catalogue");
    }
    JsonNode link = links.get(0);
    // A link without a method is told by how the specification begins: POST is tried first.
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
    LinkResolver place = LinkResolver.first(new Location.Remote(endpoint.uri()));
    Set<String> asked = new HashSet<>();
    int idle = 0;
    for (int page = 0; ; page++) {
      asked.add(key(request));
      ObjectNode answer = page == 0 ? first(endpoint, request, body) : ask(request);
      int before = findings.items();
      List<JsonNode> features = Json.elements(answer, "features");
      for (JsonNode feature : features) {
        if (findings.items() >= search.maxItems()) {
          tooMany(subject, search.maxItems(), answer);
          return;
        }
        items.read(feature, place, Json.object());
      }
      Optional<SearchRequest> next = next(answer, request, endpoint.uri());
      if (next.isEmpty()) {
        return;
      }
      idle = findings.items() == before ? idle + 1 : 0;
      if (idle >= MAX_IDLE_PAGES || !asked.add(key(next.get()))) {
        findings.issue(
            "refused",
            subject,
            "sends one page after another without a new item; the search ends after "
                + findings.items()
                + " items.");
        return;
      }
      if (findings.items() >= search.maxItems() || page + 1 >= limits.maxDocuments()) {
        tooMany(subject, findings.items(), answer);
        return;
      }
      request = next.get();
    }
  }

  /** Falls back to the search by GET, which is all that some servers know. */
  private ObjectNode first(Endpoint endpoint, SearchRequest request, ObjectNode body)
      throws IOException {
    try {
      return ask(request);
    } catch (IOException e) {
      if (!endpoint.post() || !NO_POST.matcher(String.valueOf(e.getMessage())).find()) {
        throw e;
      }
      return ask(SearchRequest.get(endpoint.uri(), body));
    }
  }

  private ObjectNode ask(SearchRequest request) throws IOException {
    byte[] answer =
        request.body().isPresent()
            ? http.postJson(request.uri(), Json.bytes(request.body().get()), limits.maxPageBytes())
            : http.get(request.uri(), limits.maxPageBytes());
    ObjectNode json = Json.parse(answer);
    if (!json.path("features").isArray()) {
      throw new IOException("answers with something that is no ItemCollection");
    }
    return json;
  }

  private static Optional<SearchRequest> next(ObjectNode answer, SearchRequest last, URI search)
      throws IOException {
    for (JsonNode link : Json.elements(answer, "links")) {
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
   * The address of a link, which must stay on the server that the user named. Servers behind a
   * proxy often call themselves http: then the scheme of the search is kept.
   */
  private static URI sameServer(URI search, String href) throws IOException {
    Location target;
    try {
      target = LinkResolver.first(new Location.Remote(search)).link(href);
    } catch (ForbiddenLinkException e) {
      throw new IOException(
          "leads on to "
              + PrintableText.address(href)
              + ", "
              + e.clause()
              + "; nothing was read there",
          e);
    }
    URI uri = ((Location.Remote) target).uri();
    if (!uri.getHost().equalsIgnoreCase(search.getHost()) || port(uri) != port(search)) {
      boolean proxied =
          uri.getHost().equalsIgnoreCase(search.getHost())
              && uri.getPort() < 0
              && search.getPort() < 0;
      if (!proxied) {
        throw new IOException(
            "leads on to another server, " + target.text() + ", where nothing was read");
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

  private void tooMany(String subject, int taken, ObjectNode answer) {
    JsonNode matched = answer.path("numberMatched");
    if (!matched.isIntegralNumber()) {
      matched = answer.path("context").path("matched");
    }
    String all = matched.isIntegralNumber() ? matched.asText() + " items" : "more items";
    findings.issue(
        "limit",
        subject,
        "finds "
            + all
            + ", of which "
            + taken
            + " were taken; narrow the dates, the place or the clouds, or raise max_items.");
  }

  private static String clause(Exception e, String subject) {
    String message = String.valueOf(e.getMessage());
    if (e instanceof IllegalArgumentException) {
      return "is no http or https address";
    }
    String clause = message.startsWith(subject) ? message.substring(subject.length()) : message;
    return PrintableText.clean(clause);
  }
}

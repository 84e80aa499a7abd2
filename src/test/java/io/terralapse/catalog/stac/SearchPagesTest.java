package io.terralapse.catalog.stac;

import static io.terralapse.catalog.stac.ItemDocs.codes;
import static io.terralapse.catalog.stac.ItemDocs.cog;
import static io.terralapse.catalog.stac.ItemDocs.item;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.access.NetworkException;
import io.terralapse.catalog.scene.DescribedScenes;
import io.terralapse.testkit.Slow;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SearchPagesTest {
  private static final String SEARCH = "https://api.example/v1/search";

  private static StacSearch search(String api, int maxItems) {
    return new StacSearch(
        URI.create(api),
        List.of("s2"),
        Optional.of(List.of(13.0, 46.0, 14.0, 47.0)),
        Optional.empty(),
        Optional.of("2020-01-01T00:00:00Z/.."),
        Optional.of("{\"eo:cloud_cover\":{\"lt\":20}}"),
        Optional.empty(),
        maxItems);
  }

  private static String page(int from, int count, String next) {
    String features =
        IntStream.range(from, from + count)
            .mapToObj(
                i ->
                    item(
                        "i" + i,
                        "s2",
                        "'datetime':'2021-05-01T10:00:00Z'",
                        cog("red", "https://cogs.example/" + i + "/B04.tif", "")))
            .collect(Collectors.joining(","));
    return "{'type':'FeatureCollection','numberMatched':1000,'features':["
        + features
        + "],'links':["
        + next
        + "]}";
  }

  private static String of(int matched, String page) {
    return page.replace("'numberMatched':1000", "'numberMatched':" + matched);
  }

  private static String next(String href, String more) {
    return "{'rel':'next','href':'" + href + "'" + more + "}";
  }

  private static DescribedScenes run(PageHttp http, String api, int maxItems) {
    return ItemDocs.reader(http).search(search(api, maxItems));
  }

  /** Ten pages, each requested by a token that is merged into the first request. */
  @Slow
  @Test
  void readsAThousandItemsInPagesOfAHundred() {
    PageHttp http =
        new PageHttp()
            .posting(
                (uri, body) -> {
                  assertEquals("s2", body.path("collections").path(0).asText());
                  assertEquals(46, body.path("bbox").path(1).asInt());
                  assertEquals(20, body.path("query").path("eo:cloud_cover").path("lt").asInt());
                  assertEquals(100, body.path("limit").asInt());
                  int from = body.path("token").asInt(0);
                  String more =
                      ",'method':'POST','merge':true,'body':{'token':" + (from + 100) + "}";
                  return page(from, 100, from == 900 ? "" : next(SEARCH, more));
                });
    DescribedScenes found = run(http, SEARCH, 2000);
    assertEquals(List.of(), found.issues());
    assertEquals(1000, found.scenes().size());
    assertEquals(10, http.asked.size());
  }

  @Test
  void replacesABodyThatIsNotMerged() {
    PageHttp http =
        new PageHttp()
            .posting(
                (uri, body) ->
                    body.has("token")
                        ? page(1, body.has("collections") ? 0 : 1, "")
                        : page(0, 1, next(SEARCH, ",'method':'POST','body':{'token':'t','x':1}")));
    assertEquals(2, run(http, SEARCH, 2000).scenes().size());
  }

  @Test
  void findsTheSearchInTheLandingPageAndFollowsAddresses() {
    PageHttp http =
        new PageHttp()
            .with(
                "https://api.example/v1",
                "{'links':[{'rel':'search','href':'https://api.example/v1/search',"
                    + "'method':'GET'},{'rel':'search','href':'https://api.example/v1/search',"
                    + "'method':'POST'}]}")
            .with(SEARCH + "?page=2", of(2, page(1, 1, "")))
            .posting((uri, body) -> of(2, page(0, 1, next(SEARCH + "?page=2", ""))));
    DescribedScenes found = run(http, "https://api.example/v1", 2000);
    assertEquals(List.of(), found.issues());
    assertEquals(2, found.scenes().size());
    assertEquals("GET " + SEARCH + "?page=2", http.asked.get(2));
  }

  @Test
  void searchesByGetIfPostIsNotSupported() {
    String address =
        SEARCH
            + "?collections=s2&bbox=13.0%2C46.0%2C14.0%2C47.0"
            + "&datetime=2020-01-01T00%3A00%3A00Z%2F.."
            + "&query=%7B%22eo%3Acloud_cover%22%3A%7B%22lt%22%3A20%7D%7D&limit=100";
    PageHttp http = new PageHttp().with(address, page(0, 3, ""));
    DescribedScenes found = run(http, SEARCH, 2000);
    assertEquals(List.of("POST " + SEARCH, "GET " + address), http.asked);
    assertEquals(3, found.scenes().size());
  }

  @Test
  void stopsAtTheLimitWithAnIssue() {
    PageHttp http =
        new PageHttp()
            .posting(
                (uri, body) -> {
                  int from = body.path("token").asInt(0);
                  return page(
                      from,
                      40,
                      next(
                          SEARCH,
                          ",'method':'POST','merge':true,'body':{'token':" + (from + 40) + "}"));
                });
    DescribedScenes found = run(http, SEARCH, 90);
    assertEquals(90, found.scenes().size());
    assertEquals(List.of("limit"), codes(found));
    assertTrue(found.issues().get(0).sentence().contains("1000 items, of which 90"));
    assertEquals(3, http.asked.size());
  }

  @Test
  void endsPagesInACycle() {
    PageHttp same =
        new PageHttp()
            .posting((uri, body) -> page(0, 2, next(SEARCH, ",'method':'POST','merge':true")));
    DescribedScenes found = run(same, SEARCH, 2000);
    assertEquals(2, found.scenes().size());
    assertEquals(List.of("incomplete"), codes(found));
    assertEquals(1, same.asked.size());

    PageHttp growing =
        new PageHttp()
            .posting(
                (uri, body) ->
                    page(
                        0,
                        2,
                        next(
                            SEARCH,
                            ",'method':'POST','merge':true,'body':{'token':"
                                + (body.path("token").asInt(0) + 1)
                                + "}")));
    DescribedScenes idle = run(growing, SEARCH, 2000);
    assertEquals(2, idle.scenes().size());
    assertEquals(List.of("incomplete"), codes(idle));
    assertTrue(growing.asked.size() <= 5, () -> growing.asked.toString());
  }

  @Test
  void staysOnTheServerThatWasNamed() {
    for (String other :
        List.of(
            "https://evil.example/search",
            "http://127.0.0.1/search",
            "https://api.example:8443/v1/search",
            "file:///etc/passwd")) {
      PageHttp http = new PageHttp().posting((uri, body) -> page(0, 2, next(other, "")));
      DescribedScenes found = run(http, SEARCH, 2000);
      assertEquals(2, found.scenes().size(), other);
      assertEquals(List.of("incomplete"), codes(found), other);
      assertEquals(1, http.asked.size(), other);
    }
  }

  /** Servers behind a proxy link to http. */
  @Test
  void keepsTheSchemeOfTheSearch() {
    PageHttp http =
        new PageHttp()
            .with(SEARCH + "?p=2", page(2, 1, ""))
            .posting((uri, body) -> page(0, 2, next("http://api.example/v1/search?p=2", "")));
    assertEquals(3, run(http, SEARCH, 2000).scenes().size());
    assertEquals("GET " + SEARCH + "?p=2", http.asked.get(1));
  }

  @Test
  void keepsWhatWasFoundWhenALaterPageFails() {
    PageHttp http =
        new PageHttp()
            .posting(
                (uri, body) -> {
                  if (body.has("token")) {
                    throw new IOException("api.example answered with 500");
                  }
                  return page(
                      0, 2, next(SEARCH, ",'method':'POST','merge':true,'body':{'token':1}"));
                });
    DescribedScenes found = run(http, SEARCH, 2000);
    assertEquals(2, found.scenes().size());
    assertEquals(List.of("incomplete"), codes(found));
    assertEquals(
        SEARCH
            + " was searched in part, 2 of 1000 items were read, because of page 2: it api.example answered"
            + " with 500; use the scenes that were found with --allow-incomplete.",
        found.issues().get(0).sentence());
  }

  @Test
  void reportsInvalidResponses() {
    for (String answer : List.of("<html>", "[]", "{}", "{'features':3}", "{'a':".repeat(999))) {
      PageHttp http = new PageHttp().posting((uri, body) -> answer);
      assertEquals(List.of("unsearched"), codes(run(http, SEARCH, 2000)), answer);
    }
  }

  @Test
  void saysHowManyItemsAreMissingAndWhy() {
    PageHttp http =
        new PageHttp()
            .posting(
                (uri, body) -> {
                  if (body.has("token")) {
                    throw new NetworkException(
                        SEARCH + " could not be read: the server is busy; try again later", null);
                  }
                  return page(0, 2, next(SEARCH, ",'method':'POST','body':{'token':1}"))
                      .replace("1000", "5");
                });
    assertEquals(
        SEARCH
            + " was searched in part, 2 of 5 items were read, because of page 2: it could not be"
            + " read: the server is busy; run again later, or use the scenes that were found with"
            + " --allow-incomplete.",
        run(http, SEARCH, 2000).issues().get(0).sentence());
  }

  @Test
  void saysWhatAWebPageAndAnErrorInJsonAre() {
    PageHttp html = new PageHttp().posting((uri, body) -> "<!DOCTYPE html><html>Sign in</html>");
    String page = run(html, SEARCH, 2000).issues().get(0).sentence();
    assertTrue(page.contains("it is a web page rather than JSON; check the address"), page);

    PageHttp error =
        new PageHttp().posting((uri, body) -> "{'errorMessage':'timed\\nout'}".replace('\'', '"'));
    String reason = run(error, SEARCH, 2000).issues().get(0).sentence();
    assertTrue(reason.contains("not an ItemCollection, with the reason \"timed"), reason);
  }

  @Test
  void saysThatASearchEndsBeforeAllItemsAreReceived() {
    PageHttp http = new PageHttp().posting((uri, body) -> of(5, page(0, 2, "")));
    assertEquals(
        List.of(
            SEARCH
                + " was searched in part, 2 of 5 items were read: its last page has no link to the"
                + " next one; use the scenes that were found with --allow-incomplete."),
        run(http, SEARCH, 100).issues().stream().map(issue -> issue.sentence()).toList());
    // Larger numbers may be estimates.
    PageHttp many = new PageHttp().posting((uri, body) -> of(100_000, page(0, 2, "")));
    assertEquals(List.of(), run(many, SEARCH, 100).issues());
  }

  @Test
  void anEmptySearchSaysWhatWasRequested() {
    PageHttp http = new PageHttp().posting((uri, body) -> of(0, page(0, 0, "")));
    DescribedScenes found = run(http, SEARCH, 2000);
    assertEquals(List.of("empty"), codes(found));
    String sentence = found.issues().get(0).sentence();
    assertTrue(sentence.startsWith(SEARCH + " has no item of "), sentence);
    assertTrue(sentence.contains("; check the collection"), sentence);
  }
}

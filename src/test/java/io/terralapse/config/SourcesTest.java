package io.terralapse.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.catalog.stac.StacSearch;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {
  private Configs configs;

  @BeforeEach
  void makeFolder(@TempDir Path folder) {
    configs = new Configs(folder);
  }

  @Test
  void foldersAndSearchesStandSideBySide() {
    JobSettings job =
        configs.load(
            """
            scenes:
              - scenes
              - stac: https://example.org/v1
                collections: [sentinel-2-l2a]
                query: {"eo:cloud_cover": {lt: 40}}
                max_items: 50
            """);
    assertEquals(List.of("scenes"), job.catalog().scenes());
    assertEquals(
        List.of(
            new StacSearch(
                URI.create("https://example.org/v1"),
                List.of("sentinel-2-l2a"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("{\"eo:cloud_cover\":{\"lt\":40}}"),
                Optional.empty(),
                50)),
        job.catalog().searches());
  }

  @Test
  void aSearchTakesTheJobsPlaceAndTimeUnlessItHasItsOwn() {
    JobSettings job =
        configs.load(
            """
            scenes:
              - stac: https://example.org/v1
              - stac: https://example.org/v2
                bbox: [1, 2, 3, 4]
                datetime: 2024-01-01T00:00:00Z/..
              - stac: https://example.org/v3
                intersects: {type: Point, coordinates: [130.7, 42.4]}
            """);
    List<StacSearch> searches =
        job.catalog()
            .within(Optional.of(List.of(5.0, 6.0, 7.0, 8.0)), Optional.of("a/b"))
            .searches();
    assertEquals(Optional.of(List.of(5.0, 6.0, 7.0, 8.0)), searches.get(0).bbox());
    assertEquals(Optional.of("a/b"), searches.get(0).datetime());
    assertEquals(Optional.of(List.of(1.0, 2.0, 3.0, 4.0)), searches.get(1).bbox());
    assertEquals(Optional.of("2024-01-01T00:00:00Z/.."), searches.get(1).datetime());
    assertEquals(Optional.empty(), searches.get(2).bbox());
    assertEquals(
        Optional.of("{\"type\":\"Point\",\"coordinates\":[130.7,42.4]}"),
        searches.get(2).intersects());
  }

  @Test
  void conditionsArePassedOnAsTheirJson() {
    StacSearch search =
        configs
            .load(
                """
                scenes:
                  - stac: https://example.org/v1
                    filter: {op: "<", args: [{property: gsd}, 20]}
                """)
            .catalog()
            .searches()
            .get(0);
    assertEquals(
        Optional.of("{\"op\":\"<\",\"args\":[{\"property\":\"gsd\"},20]}"), search.filter());
    assertEquals(2000, search.maxItems());
  }

  @Test
  void serversAreReachedAsTheConfigurationSays() {
    assertFalse(configs.load("scenes: [s]\n").http().allowPrivateHosts());
    var http =
        configs
            .load("scenes: [s]\naccess: {allow_private: true, connections: 3, timeout: 5s}\n")
            .http();
    assertTrue(http.allowPrivateHosts());
    assertEquals(3, http.parallel());
    assertEquals(Duration.ofSeconds(5), http.stallTimeout());
  }

  @Test
  void anAddressThatIsNoneIsNamed() {
    String sentence = configs.refused("scenes: [{stac: 'https://a b'}]\n");
    assertTrue(
        sentence.contains("scenes.0.stac: https://a b is not an address; write https://"),
        sentence);
  }

  @Test
  void theCatalogueKnowsWhereTheJobWrites() {
    JobSettings job = configs.load("name: x\noutput_dir: out\ncache: {dir: c}\nscenes: [s]\n");
    assertEquals("x", job.catalog().own().name());
    assertEquals(job.outputDir(), job.catalog().own().outputDir());
    assertEquals(job.cacheDir(), job.catalog().own().cacheDir());
  }

  @Test
  void aMistypedKeyOfASearchIsNamed() {
    String sentence = configs.refused("scenes: [{stac: https://example.org, colections: [a]}]\n");
    assertTrue(sentence.contains("colections"), sentence);
  }
}

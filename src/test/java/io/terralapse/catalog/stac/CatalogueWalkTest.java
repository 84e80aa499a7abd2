package io.terralapse.catalog.stac;

import static io.terralapse.catalog.stac.ItemDocs.codes;
import static io.terralapse.catalog.stac.ItemDocs.cog;
import static io.terralapse.catalog.stac.ItemDocs.item;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.access.FileAccess;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.catalog.scene.DescribedScenes;
import io.terralapse.model.Location;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueWalkTest {
  private static final StacLimits SMALL = new StacLimits(20, 4, 1 << 20, 1 << 20, 10);

  private Path folder = Path.of("");

  @BeforeEach
  final void makeFolder(@TempDir Path made) {
    folder = made;
  }

  private void write(String name, String json) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(folder.resolve(name).toAbsolutePath().getParent());
    Files.writeString(file, json.replace('\'', '"'));
  }

  private static String catalogue(String type, String... links) {
    return "{'type':'"
        + type
        + "','stac_version':'1.0.0','id':'c','attribution':'By hand','links':["
        + String.join(",", links)
        + "]}";
  }

  private static String link(String rel, String href) {
    return "{'rel':'" + rel + "','href':'" + href + "'}";
  }

  private static String scene(String id, String day, String file) {
    return item(id, "", "'datetime':'" + day + "T10:00:00Z'", cog("red", file, ""));
  }

  private DescribedScenes read(StacLimits limits, String start) {
    return new StacReader(new FileAccess(), new PageHttp(), limits)
        .readItems(new Location.Local(folder.resolve(start)));
  }

  private static List<String> ids(DescribedScenes found) {
    return found.scenes().stream().map(DescribedScene::id).toList();
  }

  @Test
  void readsNestedFoldersInOrderOfDate() throws IOException {
    write(
        "catalog.json",
        catalogue(
            "Catalog",
            link("root", "./catalog.json"),
            link("self", "https://elsewhere.example/catalog.json"),
            link("child", "./s2/collection.json"),
            link("child", "gone/collection.json")));
    write(
        "s2/collection.json",
        catalogue(
            "Collection",
            link("parent", "../catalog.json"),
            link("item", "late/late.json"),
            link("item", "./early/early.json")));
    write("s2/late/late.json", scene("late", "2021-05-01", "B04.tif"));
    write("s2/early/early.json", scene("early", "2020-05-01", "../shared/B04%20a.tif"));
    write("s2/late/B04.tif", "x");
    write("s2/shared/B04 a.tif", "x");
    DescribedScenes found = read(SMALL, "catalog.json");
    assertEquals(List.of("early", "late"), ids(found));
    assertEquals(List.of("unreadable"), codes(found));
    assertEquals("By hand", found.scenes().get(0).credit().orElseThrow());
    assertEquals(
        Stream.of(
                "catalog.json",
                "gone/collection.json",
                "s2/collection.json",
                "s2/early/early.json",
                "s2/late/late.json",
                "s2/late/B04.tif",
                "s2/shared/B04 a.tif")
            .map(name -> new Location.Local(folder.resolve(name)))
            .collect(Collectors.toSet()),
        found.files());
  }

  @Test
  void skipsLinksInACycle() throws IOException {
    write("a.json", catalogue("Catalog", link("child", "b.json")));
    write("b.json", catalogue("Catalog", link("child", "a.json"), link("item", "i.json")));
    write("i.json", scene("i", "2021-05-01", "https://cogs.example/B04.tif"));
    DescribedScenes found = read(SMALL, "a.json");
    assertEquals(List.of("i"), ids(found));
    assertEquals(List.of("refused"), codes(found));
  }

  @Test
  void boundsTheDepth() throws IOException {
    for (int i = 0; i < 9; i++) {
      write(i + ".json", catalogue("Catalog", link("child", (i + 1) + ".json")));
    }
    DescribedScenes found = read(SMALL, "0.json");
    assertEquals(List.of("limit"), codes(found));
    assertEquals(5, found.files().size());
  }

  @Test
  void boundsTheNumberOfDocumentsAndItems() throws IOException {
    List<String> links = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      links.add(link("item", "i" + i + ".json"));
      write("i" + i + ".json", scene("i" + i, "2021-05-01", "https://cogs.example/B04.tif"));
    }
    write("c.json", catalogue("Collection", links.toArray(String[]::new)));
    DescribedScenes items = read(SMALL, "c.json");
    assertEquals(10, items.scenes().size());
    assertEquals(List.of("limit"), codes(items));
    DescribedScenes documents = read(new StacLimits(7, 4, 1 << 20, 1 << 20, 99), "c.json");
    assertEquals(7, documents.files().size());
    assertEquals(List.of("limit"), codes(documents));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/passwd.tif",
        "file:///etc/passwd.tif",
        "C:/secret.tif",
        "..\\\\secret.tif",
        "https://user:word@host.example/a.tif",
        "ftp://host.example/a.tif",
        "data:image/tiff;base64,AAAA"
      })
  void remoteItemsCannotLinkToLocalFiles(String href) {
    DescribedScenes found = ItemDocs.read(scene("a", "2021-05-01", href));
    assertEquals(List.of(), found.scenes());
    assertEquals(List.of("refused"), codes(found));
    assertTrue(found.issues().stream().noneMatch(issue -> issue.sentence().contains("word@")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret.tif", "/etc/hostname", "file:///etc/hostname"})
  void localItemsStayInTheirFolder(String href) throws IOException {
    write("inner/item.json", scene("a", "2021-05-01", href));
    write("secret.tif", "x");
    DescribedScenes found = read(SMALL, "inner/item.json");
    assertEquals(List.of(), found.scenes());
    assertTrue(
        codes(found).contains("refused") || found.issues().size() == 1, () -> "" + found.issues());
    assertEquals(Set.of(new Location.Local(folder.resolve("inner/item.json"))), found.files());
  }

  @Test
  void remoteCataloguesCannotLinkToLocalDocuments() {
    String start = "https://stac.example/catalog.json";
    PageHttp http =
        new PageHttp()
            .with(
                start,
                catalogue("Catalog", link("item", "file:///etc/x.json"), link("item", "C:/x")));
    DescribedScenes found = ItemDocs.reader(http).readItems(new Location.Remote(URI.create(start)));
    assertEquals(List.of("refused", "refused"), codes(found));
    assertEquals(List.of("GET " + start), http.asked);
  }

  @Test
  void doesNotReadAnApiAsACatalogue() {
    String start = "https://stac.example/";
    PageHttp http =
        new PageHttp()
            .with(start, catalogue("Catalog", link("search", "search"), link("child", "c")));
    DescribedScenes found = ItemDocs.reader(http).readItems(new Location.Remote(URI.create(start)));
    assertEquals(List.of("refused"), codes(found));
    assertEquals(1, http.asked.size());
  }

  @Test
  void membersOfArchivesStayInsideThem() throws ForbiddenLinkException {
    LinkResolver resolver =
        LinkResolver.first(new Location.Member(Path.of("a.zip"), "x/item.json"));
    assertEquals(new Location.Member(Path.of("a.zip"), "x/B04.tif"), resolver.asset("./B04.tif"));
    assertThrows(ForbiddenLinkException.class, () -> resolver.asset("../../B04.tif"));
    assertThrows(ForbiddenLinkException.class, () -> resolver.asset("/etc/passwd"));
    assertThrows(ForbiddenLinkException.class, () -> resolver.asset("file:///etc/passwd"));
  }
}

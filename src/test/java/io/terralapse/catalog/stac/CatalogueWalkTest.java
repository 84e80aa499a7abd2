package io.terralapse.catalog.stac;

import static io.terralapse.catalog.stac.ItemDocs.codes;
import static io.terralapse.catalog.stac.ItemDocs.cog;
import static io.terralapse.catalog.stac.ItemDocs.item;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.access.FileAccess;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.model.Location;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

  private StacReader.Found read(StacLimits limits, String start) {
    return new StacReader(new FileAccess(), new PageHttp(), limits)
        .readItems(new Location.Local(folder.resolve(start)));
  }

  private static List<String> ids(StacReader.Found found) {
    return found.drafts().stream().map(DescribedScene::id).toList();
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
    StacReader.Found found = read(SMALL, "catalog.json");
    assertEquals(List.of("early", "late"), ids(found));
    assertEquals(List.of("unreadable"), codes(found));
    assertEquals("By hand", found.drafts().get(0).credit().orElseThrow());
    assertEquals(5, found.documents().size());
    assertEquals(
        Set.of(
            new Location.Local(folder.resolve("s2/late/B04.tif")),
            new Location.Local(folder.resolve("s2/shared/B04 a.tif"))),
        found.claimed());
  }

  @Test
  void leavesLoops() throws IOException {
    write("a.json", catalogue("Catalog", link("child", "b.json")));
    write("b.json", catalogue("Catalog", link("child", "a.json"), link("item", "i.json")));
    write("i.json", scene("i", "2021-05-01", "https://cogs.example/B04.tif"));
    StacReader.Found found = read(SMALL, "a.json");
    assertEquals(List.of("i"), ids(found));
    assertEquals(List.of("refused"), codes(found));
  }

  @Test
  void goesOnlySoDeep() throws IOException {
    for (int i = 0; i < 9; i++) {
      write(i + ".json", catalogue("Catalog", link("child", (i + 1) + ".json")));
    }
    StacReader.Found found = read(SMALL, "0.json");
    assertEquals(List.of("limit"), codes(found));
    assertEquals(5, found.documents().size());
  }

  @Test
  void readsOnlySoManyDocumentsAndItems() throws IOException {
    List<String> links = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      links.add(link("item", "i" + i + ".json"));
      write("i" + i + ".json", scene("i" + i, "2021-05-01", "https://cogs.example/B04.tif"));
    }
    write("c.json", catalogue("Collection", links.toArray(String[]::new)));
    StacReader.Found items = read(SMALL, "c.json");
    assertEquals(10, items.drafts().size());
    assertEquals(List.of("limit"), codes(items));
    StacReader.Found documents = read(new StacLimits(7, 4, 1 << 20, 1 << 20, 99), "c.json");
    assertEquals(7, documents.documents().size());
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
  void distantItemsLeadToNoLocalFile(String href) {
    StacReader.Found found = ItemDocs.read(scene("a", "2021-05-01", href));
    assertEquals(List.of(), found.drafts());
    assertEquals(List.of("refused"), codes(found));
    assertTrue(found.issues().stream().noneMatch(issue -> issue.sentence().contains("word@")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret.tif", "/etc/hostname", "file:///etc/hostname"})
  void localItemsStayInTheirFolder(String href) throws IOException {
    write("inner/item.json", scene("a", "2021-05-01", href));
    write("secret.tif", "x");
    StacReader.Found found = read(SMALL, "inner/item.json");
    assertEquals(List.of(), found.drafts());
    assertTrue(
        codes(found).contains("refused") || found.issues().size() == 1, () -> "" + found.issues());
    assertEquals(Set.of(), found.claimed());
  }

  @Test
  void distantCataloguesLeadToNoLocalDocument() {
    String start = "https://stac.example/catalog.json";
    PageHttp http =
        new PageHttp()
            .with(
                start,
                catalogue("Catalog", link("item", "file:///etc/x.json"), link("item", "C:/x")));
    StacReader.Found found =
        ItemDocs.reader(http).readItems(new Location.Remote(URI.create(start)));
    assertEquals(List.of("refused", "refused"), codes(found));
    assertEquals(List.of("GET " + start), http.asked);
  }

  @Test
  void doesNotWalkThroughAnApi() {
    String start = "https://stac.example/";
    PageHttp http =
        new PageHttp()
            .with(start, catalogue("Catalog", link("search", "search"), link("child", "c")));
    StacReader.Found found =
        ItemDocs.reader(http).readItems(new Location.Remote(URI.create(start)));
    assertEquals(List.of("refused"), codes(found));
    assertEquals(1, http.asked.size());
  }

  @Test
  void membersOfArchivesStayInsideThem() throws ForbiddenLinkException {
    LinkResolver place = LinkResolver.first(new Location.Member(Path.of("a.zip"), "x/item.json"));
    assertEquals(new Location.Member(Path.of("a.zip"), "x/B04.tif"), place.asset("./B04.tif"));
    assertThrows(ForbiddenLinkException.class, () -> place.asset("../../B04.tif"));
    assertThrows(ForbiddenLinkException.class, () -> place.asset("/etc/passwd"));
    assertThrows(ForbiddenLinkException.class, () -> place.asset("file:///etc/passwd"));
  }
}

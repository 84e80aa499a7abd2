package io.terralapse.catalog.stac;

import static io.terralapse.catalog.stac.ItemDocs.codes;
import static io.terralapse.catalog.stac.ItemDocs.cog;
import static io.terralapse.catalog.stac.ItemDocs.item;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.catalog.scene.DescribedScenes;
import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import io.terralapse.testkit.Slow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a document contains becomes a scene or an issue. */
class HostileItemTest {
  private static final String SOUND =
      item(
          "S2A_33TWM_20230815_0_L2A",
          "sentinel-2-l2a",
          """
          'platform':'sentinel-2a','instruments':['msi'],'eo:cloud_cover':0.2,'gsd':10,
          'mgrs:utm_zone':33,'mgrs:latitude_band':'T','mgrs:grid_square':'WM',
          'landsat:wrs_path':'008','landsat:wrs_row':8,'sat:relative_orbit':79,
          's2:processing_baseline':'05.09','datetime':'2023-08-15T09:57:57.246000Z',
          's2:datatake_id':'GS2A_20230815T095031_042547_N05.09','s2:product_type':'S2MSI2A',
          's2:generation_time':'2023-08-15T15:50:57Z','earthsearch:boa_offset_applied':true,
          'providers':[{'name':'ESA','roles':['producer']}],'view:sun_elevation':50
          """,
          cog(
                  "red",
                  "https://cogs.example/B04.tif",
                  "'eo:bands':[{'name':'red','common_name':'red'}],'gsd':10,'raster:bands':"
                      + "[{'nodata':0,'scale':0.0001,'offset':-0.1,'spatial_resolution':10}]")
              + ","
              + cog(
                  "stack",
                  "s3://bucket/x.tif",
                  "'bands':[{'name':'B02','eo:common_name':'blue','raster:scale':0.0001},"
                      + "{'name':'B08'}],'alternate':{'s3':{'href':'s3://b/x.tif'}},"
                      + "'storage:requester_pays':false")
              + ","
              + cog("scl", "scl.tif", "'roles':['data']"));

  private static final List<JsonNode> WRONG =
      List.of(
          NullNode.getInstance(),
          BooleanNode.TRUE,
          IntNode.valueOf(-1),
          IntNode.valueOf(Integer.MAX_VALUE),
          DoubleNode.valueOf(1e308),
          DoubleNode.valueOf(-0.5),
          TextNode.valueOf(""),
          TextNode.valueOf("\u0000\n../../etc/passwd"),
          TextNode.valueOf("file:///etc/passwd"),
          TextNode.valueOf("http://[::1"),
          TextNode.valueOf("s3://"),
          TextNode.valueOf("%zz%"),
          TextNode.valueOf("+999999999-12-31T23:59:59Z"),
          TextNode.valueOf("9".repeat(500)),
          JsonNodeFactory.instance.objectNode().put("a", 1),
          JsonNodeFactory.instance.arrayNode().add(1).add("x").addNull(),
          JsonNodeFactory.instance.arrayNode());

  /** Values of the wrong kind in one to four places at once. */
  @Slow
  @Test
  void survivesWrongValuesEverywhere() throws IOException {
    ObjectNode sound = Json.parse(SOUND.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    Random random = new Random(20230815);
    int scenes = 0;
    for (int i = 0; i < 3000; i++) {
      ObjectNode broken = sound.deepCopy();
      int faults = 1 + random.nextInt(4);
      for (int j = 0; j < faults; j++) {
        breakOne(broken, random);
      }
      String json = new String(Json.bytes(broken), StandardCharsets.UTF_8);
      DescribedScenes found = ItemDocs.read(json);
      assertTrue(
          !found.scenes().isEmpty() || !found.issues().isEmpty(), () -> "silent about " + json);
      for (Issue issue : found.issues()) {
        assertTrue(issue.sentence().chars().noneMatch(c -> c < ' '), issue.sentence());
        assertTrue(issue.sentence().length() < 1000, issue.sentence());
      }
      for (DescribedScene described : found.scenes()) {
        scenes++;
        for (DescribedScene.Band band : described.bands()) {
          assertTrue(band.file() instanceof Location.Remote, () -> band + " of " + json);
          assertTrue(Double.isFinite(band.scale().orElse(1)), () -> band + " of " + json);
          assertTrue(Double.isFinite(band.offset().orElse(0)), () -> band + " of " + json);
        }
      }
    }
    assertTrue(scenes > 1000, "few mutations break everything, but only " + scenes + " are scenes");
  }

  private static void breakOne(ObjectNode root, Random random) {
    List<JsonNode> parents = new ArrayList<>();
    collect(root, parents);
    JsonNode parent = parents.get(random.nextInt(parents.size()));
    JsonNode value = WRONG.get(random.nextInt(WRONG.size())).deepCopy();
    if (parent instanceof ObjectNode object) {
      List<String> fields = new ArrayList<>();
      object.fieldNames().forEachRemaining(fields::add);
      if (!fields.isEmpty()) {
        String field = fields.get(random.nextInt(fields.size()));
        if (random.nextInt(5) == 0) {
          object.remove(field);
        } else {
          object.set(field, value);
        }
      }
    } else if (parent instanceof ArrayNode array && !array.isEmpty()) {
      array.set(random.nextInt(array.size()), value);
    }
  }

  private static void collect(JsonNode node, List<JsonNode> parents) {
    if (node.isContainerNode()) {
      parents.add(node);
      node.forEach(child -> collect(child, parents));
    }
  }

  @ParameterizedTest
  @MethodSource("noJson")
  void reportsDocumentsThatCannotBeRead(String document) {
    DescribedScenes found = ItemDocs.read(document);
    assertEquals(List.of(), found.scenes());
    assertEquals(List.of("unreadable"), codes(found));
    assertTrue(found.issues().get(0).sentence().length() < 300);
  }

  static Stream<String> noJson() {
    return Stream.of(
        "",
        "no json at all",
        "<html></html>",
        "[]",
        "17",
        "null",
        "{}",
        "{'type':'Feature','id':'x','",
        "{'type':'Topology'}",
        "{'a':".repeat(5000) + "1" + "}".repeat(5000),
        "[".repeat(100_000),
        "{'type':'Feature','id':'" + "x".repeat(6_000_000) + "'}",
        "{'type':'Feature','id':" + "9".repeat(10_000) + "}",
        "{'type':'Feature'}",
        "{'type':'FeatureCollection','features':[17]}",
        SOUND.substring(0, SOUND.length() / 2));
  }

  @Test
  void doesNotReadDocumentsThatAreTooLarge() {
    DescribedScenes found = ItemDocs.read("{'type':'Feature','x':'" + "x".repeat(10 << 20) + "'}");
    assertEquals(List.of("unreadable"), codes(found));
  }

  @Test
  void boundsTheNumberOfIssues() {
    DescribedScenes found =
        ItemDocs.read(
            "{'type':'FeatureCollection','features':["
                + String.join(
                    ",",
                    Stream.iterate(0, i -> i + 1)
                        .limit(3000)
                        .map(i -> "{'type':'Feature','id':'i" + i + "','assets':{}}")
                        .toList())
                + "]}");
    assertTrue(found.issues().size() <= 501, () -> found.issues().size() + " issues");
    assertEquals("more", codes(found).get(500));
  }

  @Test
  void readsAnIdOnce() {
    DescribedScenes found =
        ItemDocs.read("{'type':'FeatureCollection','features':[" + SOUND + "," + SOUND + "]}");
    assertEquals(1, found.scenes().size());
  }
}

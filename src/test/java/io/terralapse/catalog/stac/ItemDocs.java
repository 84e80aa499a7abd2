package io.terralapse.catalog.stac;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.access.FileAccess;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.catalog.scene.DescribedScenes;
import io.terralapse.model.Location;
import java.net.URI;
import java.util.List;

/** Remote items, written with apostrophes instead of quotation marks. */
final class ItemDocs {
  static final String ADDRESS = "https://stac.example/c/item.json";
  static final String COG = "'type':'image/tiff; application=geotiff; profile=cloud-optimized'";

  private ItemDocs() {}

  /** An item of three parts: id and collection, properties, assets. */
  static String item(String id, String collection, String properties, String assets) {
    return ("{'type':'Feature','stac_version':'1.0.0','id':'%s','collection':'%s',"
            + "'geometry':null,'properties':{%s},'assets':{%s},'links':[]}")
        .formatted(id, collection, properties, assets);
  }

  /** An asset that is a cloud-optimised GeoTIFF. */
  static String cog(String key, String href, String more) {
    return "'" + key + "':{'href':'" + href + "'," + COG + (more.isEmpty() ? "" : "," + more) + "}";
  }

  static StacReader reader(StacHttp http) {
    return new StacReader(new FileAccess(), http, StacLimits.DEFAULT);
  }

  static DescribedScenes read(String json) {
    return reader(new PageHttp().with(ADDRESS, json))
        .readItems(new Location.Remote(URI.create(ADDRESS)));
  }

  /** The only scene, without any issue. */
  static DescribedScene only(String json) {
    DescribedScenes found = read(json);
    assertEquals(List.of(), found.issues());
    assertEquals(1, found.scenes().size());
    return found.scenes().get(0);
  }

  static DescribedScene.Band band(DescribedScene described, String name) {
    return described.bands().stream().filter(b -> b.name().equals(name)).findFirst().orElseThrow();
  }

  static List<String> names(DescribedScene described) {
    return described.bands().stream().map(DescribedScene.Band::name).toList();
  }

  static List<String> codes(DescribedScenes found) {
    return found.issues().stream().map(issue -> issue.code()).toList();
  }
}

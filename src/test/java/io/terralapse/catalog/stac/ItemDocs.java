package io.terralapse.catalog.stac;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.access.FileAccess;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.model.Location;
import java.net.URI;
import java.util.List;

/** ItemDocs behind an address, written with apostrophes for quotation marks. */
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

  static StacReader.Found read(String json) {
    return reader(new PageHttp().with(ADDRESS, json))
        .readItems(new Location.Remote(URI.create(ADDRESS)));
  }

  /** The only scene, without any issue. */
  static DescribedScene only(String json) {
    StacReader.Found found = read(json);
    assertEquals(List.of(), found.issues());
    assertEquals(1, found.drafts().size());
    return found.drafts().get(0);
  }

  static DescribedScene.Band band(DescribedScene draft, String name) {
    return draft.bands().stream().filter(b -> b.name().equals(name)).findFirst().orElseThrow();
  }

  static List<String> names(DescribedScene draft) {
    return draft.bands().stream().map(DescribedScene.Band::name).toList();
  }

  static List<String> codes(StacReader.Found found) {
    return found.issues().stream().map(issue -> issue.code()).toList();
  }
}

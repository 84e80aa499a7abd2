package io.terralapse.catalog.stac;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.terralapse.access.FileAccess;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.catalog.scene.DescribedScenes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Items as providers publish them, shortened. */
final class Items {
  /** Location of the items of these tests. */
  static final String HOME = "https://stac.example/items/";

  private Items() {}

  /** JSON with single quotes. */
  static String json(String text) {
    return text.replace('\'', '"');
  }

  static String item(String id, String properties, String assets) {
    return json(
        "{'type':'Feature','stac_version':'1.0.0','id':'"
            + id
            + "','properties':{'datetime':'2023-08-15T09:58:11.662Z'"
            + (properties.isEmpty() ? "" : "," + properties)
            + "},'assets':{"
            + assets
            + "},'links':[]}");
  }

  static String asset(String key, String href, String more) {
    return json("'" + key + "':{'href':'" + href + "'" + (more.isEmpty() ? "" : "," + more) + "}");
  }

  static StacReader reader(StacHttp http) {
    return new StacReader(new FileAccess(), http, StacLimits.DEFAULT);
  }

  /** Reads one item from the network. */
  static DescribedScenes read(String item) {
    FakeHttp http = new FakeHttp().get(HOME + "a.json", item);
    return reader(http)
        .readItems(new io.terralapse.model.Location.Remote(URI.create(HOME + "a.json")));
  }

  static DescribedScene one(String item) {
    DescribedScenes found = read(item);
    if (found.scenes().size() != 1) {
      throw new AssertionError("scenes " + found.scenes() + ", issues " + found.issues());
    }
    return found.scenes().get(0);
  }

  static DescribedScene.Band band(DescribedScene described, String name) {
    Optional<DescribedScene.Band> band =
        described.bands().stream().filter(one -> one.name().equals(name)).findFirst();
    return band.orElseThrow(() -> new AssertionError(name + " is not in " + described.bands()));
  }

  static String page(List<String> items, String links) {
    String page =
        json("{'type':'FeatureCollection','features':[")
            + items.stream().collect(Collectors.joining(","))
            + json("],'links':[" + links + "]}");
    try {
      new ObjectMapper().readTree(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return page;
  }
}

package io.terralapse.catalog.stac;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The reader of STAC documents, for tests of other packages. */
public final class StacParser {
  private StacParser() {}

  /** Reads an item. */
  public static void item(byte[] bytes) throws IOException {
    StacReader.looksLikeStac(bytes);
    ItemDocs.read(new String(bytes, StandardCharsets.UTF_8));
  }

  /** A sound item. */
  public static byte[] sample() {
    return ItemDocs.item(
            "S2A_33TWM_20230815_0_L2A",
            "sentinel-2-l2a",
            "'platform':'sentinel-2a','datetime':'2023-08-15T09:57:57.246000Z','eo:cloud_cover':1",
            ItemDocs.cog("red", "https://cogs.example/B04.tif", "'gsd':10"))
        .replace('\'', '"')
        .getBytes(StandardCharsets.UTF_8);
  }
}

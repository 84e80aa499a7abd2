package io.terralapse.catalog.product;

import static io.terralapse.catalog.product.ListedBytes.local;
import static io.terralapse.catalog.product.ListedBytes.resource;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.catalog.scene.DescribedScenes;
import java.util.List;

/** Landsat deliveries that consist of names and metadata, for the tests of their reader. */
abstract class LandsatFiles {
  final ListedBytes files = new ListedBytes();

  ListedBytes metadata(String folder, String id, String type) {
    String name = id + "_MTL." + type;
    return files.add(local(folder + "/" + name), resource("landsat/" + name));
  }

  static String[] bands(String folder, String id, String... endings) {
    String[] paths = new String[endings.length];
    for (int i = 0; i < endings.length; i++) {
      paths[i] = folder + "/" + id + "_" + endings[i] + ".TIF";
    }
    return paths;
  }

  DescribedScenes read() {
    return new LandsatReader(files).read(files.files());
  }

  DescribedScene single() {
    DescribedScenes found = read();
    assertEquals(List.of(), found.issues());
    assertEquals(1, found.scenes().size());
    return found.scenes().get(0);
  }
}

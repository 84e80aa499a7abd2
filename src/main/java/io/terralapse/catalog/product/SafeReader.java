package io.terralapse.catalog.product;

import io.terralapse.access.ByteOpener;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.catalog.scene.DescribedScenes;
import io.terralapse.model.DataException;
import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import io.terralapse.model.Quantity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads Sentinel-2 products as ESA delivers them, Level 1C and 2A, with the names of before and
 * after December 2016, in folders or archives, complete or in part. A product is identified by the
 * name of its metadata, so its folder need not end in {@code .SAFE}; its bands are the files below
 * that folder. A product whose metadata cannot be read is not used and becomes an issue, because
 * nothing else determines what its values mean. Of a product of which only a granule's metadata are
 * left, these take their place.
 */
final class SafeReader implements ProductReader {
  private static final Pattern METADATA =
      Pattern.compile(
          "MTD_MSIL(?:1C|2A)\\.xml|S2[A-D]_[A-Z0-9]{4}_MTD_SAFL(?:1C|2A)_.*\\.xml",
          Pattern.CASE_INSENSITIVE);

  /** Files that belong to a product whatever they are called. */
  private static final Pattern OWN =
      Pattern.compile(
          "(?:GRANULE|DATASTRIP|AUX_DATA|HTML|rep_info)/.*|manifest\\.safe|INSPIRE\\.xml"
              + "|S2[A-D]_[^/]*-ql\\.jpe?g|S2[A-D]_[A-Z0-9]{4}_BWI_[^/]*|preview/.*",
          Pattern.CASE_INSENSITIVE);

  private final ByteOpener opener;

  /**
   * A reader.
   *
   * @param opener opens metadata, never bands
   */
  SafeReader(ByteOpener opener) {
    this.opener = opener;
  }

  /** The metadata in one folder, usually of one product, and the files below it. */
  private record Delivery(String folder, List<Location> metadata, List<Location> files) {
    /** True if there are only those of a granule, without which the names have to do. */
    boolean isGranule() {
      return metadata.stream().allMatch(SafeFile::isGranuleMetadata);
    }
  }

  /** One product whose metadata are readable. */
  private record ReadProduct(Location origin, SafeMetadata metadata) {}

  @Override
  public DescribedScenes read(List<Location> files) {
    List<DescribedScene> scenes = new ArrayList<>();
    Set<Location> taken = new LinkedHashSet<>();
    List<Issue> issues = new ArrayList<>();
    for (Delivery delivery : deliveries(files)) {
      List<ReadProduct> products = products(delivery, issues);
      taken.addAll(delivery.metadata());
      // Bands of a product whose metadata are unreadable must not become scenes by their names.
      boolean unreadable = products.size() < delivery.metadata().size() && !delivery.isGranule();
      for (Location file : delivery.files()) {
        String inside = inside(file, delivery.folder());
        boolean image = SafeFile.find(file, inside).isPresent();
        boolean known = products.stream().anyMatch(product -> owns(product, delivery, file));
        boolean likely = unreadable && new SafeImageList().mayContain(file);
        if (OWN.matcher(inside).matches() || (image && (known || likely))) {
          taken.add(file);
        }
      }
      for (ReadProduct product : products) {
        List<Location> own =
            delivery.files().stream().filter(file -> owns(product, delivery, file)).toList();
        List<DescribedScene> found = scenes(delivery, product, granules(delivery, own), issues);
        scenes.addAll(found);
        if (found.isEmpty() && !delivery.isGranule()) {
          issues.add(
              issue(
                  "no-bands",
                  product.origin(),
                  folderName(delivery) + " has no usable bands here; download them again."));
        }
      }
    }
    return new DescribedScenes(scenes, taken, issues);
  }

  private List<ReadProduct> products(Delivery delivery, List<Issue> issues) {
    List<ReadProduct> products = new ArrayList<>();
    for (Location origin : delivery.metadata()) {
      try {
        byte[] bytes = opener.readAll(origin, MetadataXml.MAX_BYTES);
        SafeMetadata metadata = SafeMetadata.parse(bytes);
        if (metadata.isGranule() != delivery.isGranule()) {
          throw new DataException(
              "contains the metadata of "
                  + (delivery.isGranule() ? "a product" : "a granule")
                  + " only");
        }
        products.add(new ReadProduct(origin, metadata));
      } catch (IOException e) {
        if (delivery.isGranule()) {
          issues.add(metadata(origin, e));
          continue;
        }
        issues.add(
            issue(
                "unreadable",
                origin,
                folderName(delivery)
                    + " is not used: its "
                    + sentence(origin, e)
                    + "; download the product again."));
      }
    }
    return products;
  }

  /** In a folder of several products, only the files that a product lists belong to it. */
  private static boolean owns(ReadProduct product, Delivery delivery, Location file) {
    SafeImageList images = product.metadata().images();
    boolean alone = delivery.metadata().size() == 1;
    return images.lists(file) || (alone && (!SafeFile.isImage(file) || images.mayContain(file)));
  }

  private static Issue issue(String code, Location origin, String sentence) {
    return new Issue(code, origin.name(), sentence);
  }

  private static Issue metadata(Location file, IOException e) {
    return issue("metadata", file, sentence(file, e) + "; download the product again.");
  }

  private static String sentence(Location file, IOException e) {
    String message = String.valueOf(e.getMessage());
    return message.startsWith(file.name()) ? message : file.name() + " " + message;
  }

  /** The folder's name for messages. */
  private static String folderName(Delivery delivery) {
    String folder = delivery.folder().replaceFirst("/$", "");
    String name = folder.substring(folder.lastIndexOf('/') + 1);
    return name.isEmpty() ? "The product" : name;
  }

  /** A file belongs to the nearest folder above it that contains a product's metadata. */
  private static List<Delivery> deliveries(List<Location> files) {
    Map<String, Delivery> byFolder = new LinkedHashMap<>();
    for (Location file : files) {
      if (METADATA.matcher(file.name()).matches()) {
        byFolder
            .computeIfAbsent(
                ListedFiles.folder(file),
                folder -> new Delivery(folder, new ArrayList<>(), new ArrayList<>()))
            .metadata()
            .add(file);
      }
    }
    Map<String, Delivery> granules = new LinkedHashMap<>();
    for (Location file : files) {
      if (SafeFile.isGranuleMetadata(file) && owner(file, byFolder).isEmpty()) {
        String folder = ListedFiles.folder(file);
        granules.put(folder, new Delivery(folder, List.of(file), new ArrayList<>()));
      }
    }
    byFolder.putAll(granules);
    if (byFolder.isEmpty()) {
      return List.of();
    }
    for (Location file : files) {
      owner(file, byFolder)
          .filter(owner -> owner.isGranule() || !owner.metadata().contains(file))
          .ifPresent(owner -> owner.files().add(file));
    }
    return List.copyOf(byFolder.values());
  }

  private static Optional<Delivery> owner(Location file, Map<String, Delivery> byFolder) {
    String folder = ListedFiles.folder(file);
    while (!folder.isEmpty() && !byFolder.containsKey(folder)) {
      folder = folder.substring(0, folder.lastIndexOf('/', folder.length() - 2) + 1);
    }
    return Optional.ofNullable(byFolder.get(folder));
  }

  private static String inside(Location file, String folder) {
    return ListedFiles.folder(file).substring(folder.length()) + file.name();
  }

  /** A product's files by tile. Files without a tile belong to the granule if there is one only. */
  private static Map<String, List<SafeFile>> granules(Delivery delivery, List<Location> own) {
    Map<String, List<SafeFile>> granules = new TreeMap<>();
    for (Location file : own) {
      SafeFile.find(file, inside(file, delivery.folder()))
          .ifPresent(
              one -> granules.computeIfAbsent(one.tile(), tile -> new ArrayList<>()).add(one));
    }
    if (granules.size() == 2 && granules.containsKey("")) {
      List<SafeFile> untiled = List.copyOf(granules.get(""));
      granules.remove("");
      granules.values().forEach(files -> files.addAll(untiled));
    }
    return granules;
  }

  private List<DescribedScene> scenes(
      Delivery delivery,
      ReadProduct product,
      Map<String, List<SafeFile>> granules,
      List<Issue> issues) {
    String folder = folderName(delivery).replaceFirst("(?i)\\.SAFE$", "");
    String name =
        product
            .metadata()
            .name()
            .or(
                () ->
                    Optional.of(folder)
                        .filter(one -> SafeSceneBuilder.findProduct(one).isPresent()))
            .orElse(product.origin().name());
    long count =
        granules.values().stream()
            .filter(files -> files.stream().anyMatch(SafeFile::isBandImage))
            .count();
    List<DescribedScene> scenes = new ArrayList<>();
    granules.forEach(
        (tile, files) -> {
          SafeSceneBuilder builder =
              new SafeSceneBuilder(
                  product.origin(), name, product.metadata(), tile, files, granule(files, issues));
          builder.find(count > 1).ifPresent(scenes::add);
        });
    if (scenes.stream().anyMatch(scene -> scene.quantity().equals(Optional.of(Quantity.DN)))) {
      issues.add(
          issue(
              "uncalibrated",
              product.origin(),
              name
                  + " lacks a plausible quantification value or offset, so its values are used as"
                  + " stored and cannot be compared with other dates; download the product again."));
    }
    return scenes;
  }

  private SafeGranule granule(List<SafeFile> files, List<Issue> issues) {
    for (SafeFile file : files) {
      if (file.kind() == SafeFile.Kind.GRANULE_METADATA) {
        try {
          return SafeGranule.parse(opener.readAll(file.file(), MetadataXml.MAX_BYTES));
        } catch (IOException e) {
          // The product can be used without its sun elevation and with the start of the datatake.
          issues.add(metadata(file.file(), e));
        }
      }
    }
    return SafeGranule.UNKNOWN;
  }
}

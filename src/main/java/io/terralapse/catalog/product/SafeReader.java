package io.terralapse.catalog.product;

import io.terralapse.access.ByteOpener;
import io.terralapse.catalog.scene.DescribedScene;
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
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Sentinel-2 products as the agency delivers them, Level 1C and 2A, with the names of before and
 * after December 2016, in folders or archives, whole or in part. The product is told by its
 * metadata's name, so its folder need not end in {@code .SAFE}; its bands are the files below that
 * folder. A product whose metadata cannot be read is left out with an issue, since nothing else
 * says for certain what its values mean.
 */
public final class SafeReader implements ProductReader {
  private static final Pattern METADATA =
      Pattern.compile(
          "MTD_MSIL(?:1C|2A)\\.xml|S2[A-D]_[A-Z0-9]{4}_MTD_SAFL(?:1C|2A)_.*\\.xml",
          Pattern.CASE_INSENSITIVE);

  /** Folders of a product in which every file is the product's. */
  private static final Pattern OWN =
      Pattern.compile(
          "(?:GRANULE|DATASTRIP|AUX_DATA|HTML|rep_info)/.*|manifest\\.safe|INSPIRE\\.xml"
              + "|S2[A-D]_[^/]*-ql\\.jpe?g|S2[A-D]_[A-Z0-9]{4}_BWI_[^/]*|preview/.*",
          Pattern.CASE_INSENSITIVE);

  private final ByteOpener opener;

  /** A reader that opens the metadata, never the bands, through {@code opener}. */
  public SafeReader(ByteOpener opener) {
    this.opener = opener;
  }

  /** The metadata in one folder, of one product as a rule, and the files below it. */
  private record Delivery(String folder, List<Location> metadata, List<Location> files) {}

  /** What is known of one product. */
  private record Read(Location origin, SafeMetadata metadata) {}

  @Override
  public Found read(List<Location> files) {
    List<DescribedScene> drafts = new ArrayList<>();
    Set<Location> claimed = new LinkedHashSet<>();
    List<Issue> issues = new ArrayList<>();
    for (Delivery delivery : deliveries(files)) {
      List<Read> products = products(delivery, issues);
      claimed.addAll(delivery.metadata());
      // Bands of a product that cannot be read must not become scenes by their names.
      boolean unread = products.size() < delivery.metadata().size();
      for (Location file : delivery.files()) {
        String inside = inside(file, delivery.folder());
        boolean image = SafeFile.find(file, inside).isPresent();
        boolean known = products.stream().anyMatch(product -> owns(product, delivery, file));
        boolean likely = unread && new SafeImageList().mayHold(file);
        if (OWN.matcher(inside).matches() || (image && (known || likely))) {
          claimed.add(file);
        }
      }
      for (Read product : products) {
        List<Location> own =
            delivery.files().stream().filter(file -> owns(product, delivery, file)).toList();
        List<DescribedScene> made = drafts(delivery, product, granules(delivery, own), issues);
        drafts.addAll(made);
        if (made.isEmpty()) {
          issues.add(
              issue(
                  "no-bands",
                  product.origin(),
                  folderName(delivery) + " has no bands here that can be used; fetch them again."));
        }
      }
    }
    return new Found(drafts, claimed, issues);
  }

  private List<Read> products(Delivery delivery, List<Issue> issues) {
    List<Read> products = new ArrayList<>();
    for (Location origin : delivery.metadata()) {
      try {
        byte[] bytes = opener.readAll(origin, MetadataXml.MAX_BYTES);
        products.add(new Read(origin, SafeMetadata.parse(bytes)));
      } catch (IOException e) {
        issues.add(
            issue(
                "unreadable",
                origin,
                folderName(delivery)
                    + " is left out: its "
                    + sentence(origin, e)
                    + "; fetch the product again."));
      }
    }
    return products;
  }

  /** Where several products share a folder, only what each of them lists is certainly its own. */
  private static boolean owns(Read product, Delivery delivery, Location file) {
    SafeImageList images = product.metadata().images();
    boolean alone = delivery.metadata().size() == 1;
    return images.lists(file) || (alone && (!SafeFile.isImage(file) || images.mayHold(file)));
  }

  private static Issue issue(String code, Location origin, String sentence) {
    return new Issue(code, origin.name(), sentence);
  }

  private static String sentence(Location file, IOException e) {
    String message = String.valueOf(e.getMessage());
    return message.startsWith(file.name()) ? message : file.name() + " " + message;
  }

  /** The folder as sentences name it; the metadata's own name where there is none. */
  private static String folderName(Delivery delivery) {
    String folder = delivery.folder().replaceFirst("/$", "");
    String name = folder.substring(folder.lastIndexOf('/') + 1);
    return name.isEmpty() ? "The product" : name;
  }

  /** A file belongs to the nearest folder above it that holds a product's metadata. */
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
    if (byFolder.isEmpty()) {
      return List.of();
    }
    for (Location file : files) {
      String folder = ListedFiles.folder(file);
      while (!folder.isEmpty() && !byFolder.containsKey(folder)) {
        folder = folder.substring(0, folder.lastIndexOf('/', folder.length() - 2) + 1);
      }
      Delivery owner = byFolder.get(folder);
      if (owner != null && !owner.metadata().contains(file)) {
        owner.files().add(file);
      }
    }
    return List.copyOf(byFolder.values());
  }

  private static String inside(Location file, String folder) {
    return ListedFiles.folder(file).substring(folder.length()) + file.name();
  }

  /** A product's files by tile. Those that name none are the only granule's if there is one. */
  private static Map<String, List<SafeFile>> granules(Delivery delivery, List<Location> own) {
    Map<String, List<SafeFile>> granules = new TreeMap<>();
    for (Location file : own) {
      SafeFile.find(file, inside(file, delivery.folder()))
          .ifPresent(
              one -> granules.computeIfAbsent(one.tile(), tile -> new ArrayList<>()).add(one));
    }
    if (granules.size() == 2 && granules.containsKey("")) {
      List<SafeFile> untold = List.copyOf(granules.get(""));
      granules.remove("");
      granules.values().forEach(files -> files.addAll(untold));
    }
    return granules;
  }

  private List<DescribedScene> drafts(
      Delivery delivery, Read product, Map<String, List<SafeFile>> granules, List<Issue> issues) {
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
    long scenes =
        granules.values().stream()
            .filter(files -> files.stream().anyMatch(SafeFile::isPicture))
            .count();
    List<DescribedScene> drafts = new ArrayList<>();
    granules.forEach(
        (tile, files) -> {
          SafeSceneBuilder granule =
              new SafeSceneBuilder(
                  product.origin(),
                  name,
                  product.metadata(),
                  tile,
                  files,
                  sunElevation(files, issues));
          granule.find(scenes > 1).ifPresent(drafts::add);
        });
    if (drafts.stream().anyMatch(draft -> draft.quantity().equals(Optional.of(Quantity.DN)))) {
      issues.add(
          issue(
              "uncalibrated",
              product.origin(),
              name
                  + " lacks a quantification value or offsets that make sense, so its values stay"
                  + " as they are stored and do not compare with other dates; fetch the product"
                  + " again."));
    }
    return drafts;
  }

  private OptionalDouble sunElevation(List<SafeFile> files, List<Issue> issues) {
    for (SafeFile file : files) {
      if (file.kind() == SafeFile.Kind.GRANULE_METADATA) {
        try {
          return SafeMetadata.sunElevation(opener.readAll(file.file(), MetadataXml.MAX_BYTES));
        } catch (IOException e) {
          // The sun's height decides nothing; the product stands without it.
          issues.add(
              new Issue("metadata", file.file().name(), sentence(file.file(), e) + "; not used."));
        }
      }
    }
    return OptionalDouble.empty();
  }
}

package io.terralapse.catalog.product;

import io.terralapse.access.ByteOpener;
import io.terralapse.catalog.name.NameReader;
import io.terralapse.catalog.name.ParsedName;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.catalog.scene.DescribedScenes;
import io.terralapse.catalog.sensor.Calibration;
import io.terralapse.catalog.sensor.Sensors;
import io.terralapse.model.BandRole;
import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import io.terralapse.model.Product;
import io.terralapse.model.Quantity;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Reads PlanetScope scenes of three, four and eight bands as they are ordered, in a folder for each
 * or all in one: an analytic image with {@code *_metadata.json}, {@code *_metadata.xml} or a usable
 * data mask. Images with none of them, mosaics and basemaps are left to the naming conventions.
 */
final class PlanetReader implements ProductReader {
  private static final int MAX_BYTES = 4 << 20;

  private static final NameReader NAMES = new NameReader(Instant.MAX);

  private final ByteOpener opener;

  /**
   * A reader.
   *
   * @param opener opens metadata, never images
   */
  PlanetReader(ByteOpener opener) {
    this.opener = opener;
  }

  @Override
  public DescribedScenes read(List<Location> files) {
    Map<String, List<PlanetAsset>> items = new LinkedHashMap<>();
    for (Location file : files) {
      PlanetAsset.find(file)
          .ifPresent(
              asset -> items.computeIfAbsent(asset.item(), id -> new ArrayList<>()).add(asset));
    }
    Reading reading = new Reading();
    items.values().forEach(reading::item);
    return new DescribedScenes(reading.scenes, reading.files, reading.issues);
  }

  /** One pass over all items. */
  private final class Reading {
    private final List<DescribedScene> scenes = new ArrayList<>();
    private final Set<Location> files = new LinkedHashSet<>();
    private final List<Issue> issues = new ArrayList<>();

    /** Documents that have been read; several images of an item share theirs. */
    private final Map<Location, PlanetMetadata> read = new HashMap<>();

    /** Describes every image of an item that has metadata or a mask. */
    void item(List<PlanetAsset> assets) {
      for (PlanetAsset image : assets) {
        if (image.kind() != PlanetAsset.Kind.ANALYTIC) {
          continue;
        }
        Optional<PlanetAsset> json = nearest(assets, image, PlanetAsset.Kind.JSON);
        Optional<PlanetAsset> xml = nearest(assets, image, PlanetAsset.Kind.XML);
        List<DescribedScene.Mask> masks = masks(assets, image);
        if (json.isEmpty() && xml.isEmpty() && masks.isEmpty()) {
          continue;
        }
        PlanetMetadata metadata =
            json.map(this::metadata)
                .orElse(PlanetMetadata.NONE)
                .completedBy(xml.map(this::metadata).orElse(PlanetMetadata.NONE));
        Location origin = json.or(() -> xml).map(PlanetAsset::file).orElse(image.file());
        scenes.add(scene(image, origin, metadata, masks));
        String folder = ListedFiles.folder(image.file());
        assets.stream()
            .map(PlanetAsset::file)
            .filter(file -> ListedFiles.folder(file).equals(folder))
            .forEach(files::add);
        masks.forEach(mask -> files.add(mask.file()));
        json.ifPresent(asset -> files.add(asset.file()));
        xml.ifPresent(asset -> files.add(asset.file()));
      }
    }

    private PlanetMetadata metadata(PlanetAsset document) {
      PlanetMetadata metadata = read.get(document.file());
      if (metadata == null) {
        metadata = parse(document);
        read.put(document.file(), metadata);
      }
      return metadata;
    }

    private PlanetMetadata parse(PlanetAsset document) {
      Location file = document.file();
      byte[] bytes;
      try {
        bytes = opener.readAll(file, MAX_BYTES);
      } catch (IOException e) {
        issues.add(new Issue("unreadable", file.name(), String.valueOf(e.getMessage())));
        return PlanetMetadata.NONE;
      }
      try {
        return document.kind() == PlanetAsset.Kind.JSON
            ? PlanetJson.parse(bytes)
            : PlanetXml.parse(bytes);
      } catch (IOException e) {
        String sentence = file.name() + " " + e.getMessage() + "; download it again or remove it.";
        issues.add(new Issue("unreadable", file.name(), sentence));
        return PlanetMetadata.NONE;
      }
    }

    private DescribedScene scene(
        PlanetAsset image,
        Location origin,
        PlanetMetadata metadata,
        List<DescribedScene.Mask> masks) {
      boolean calibrated = image.reflectance() || covers(metadata, image.bands());
      String id = image.file().name().replaceFirst("\\.[^.]*$", "");
      if (!calibrated) {
        issues.add(uncalibrated(id));
      }
      return new DescribedScene(
          id,
          origin,
          NAMES.read(id).map(ParsedName::product).orElse(Product.UNKNOWN),
          metadata.acquired(),
          Optional.of(calibrated ? Quantity.REFLECTANCE : Quantity.DN),
          bands(image, metadata, calibrated),
          masks,
          metadata.conditions(),
          Optional.empty());
    }
  }

  private static Issue uncalibrated(String id) {
    return new Issue(
        "uncalibrated",
        id,
        id
            + " contains radiance, which cannot be compared with other dates, and there is no"
            + " *_metadata.xml with coefficients for reflectance; put it beside the image, or order"
            + " surface reflectance.");
  }

  private static List<DescribedScene.Band> bands(
      PlanetAsset image, PlanetMetadata metadata, boolean calibrated) {
    List<DescribedScene.Band> bands = new ArrayList<>();
    for (int i = 0; i < image.bands().size(); i++) {
      PlanetAsset.Band band = image.bands().get(i);
      OptionalDouble scale = OptionalDouble.empty();
      if (image.reflectance()) {
        scale = OptionalDouble.of(Calibration.TEN_THOUSANDTHS.scale());
      } else if (calibrated) {
        scale = OptionalDouble.of(metadata.coefficients().getOrDefault(i + 1, 1.0));
      }
      bands.add(
          new DescribedScene.Band(
              image.file(),
              i,
              band.role(),
              band.name(),
              scale,
              scale.isPresent() ? OptionalDouble.of(0) : scale,
              OptionalDouble.of(0)));
    }
    return bands;
  }

  /** True if every band with a role has a coefficient. */
  private static boolean covers(PlanetMetadata metadata, List<PlanetAsset.Band> bands) {
    for (int i = 0; i < bands.size(); i++) {
      boolean needed = bands.get(i).role() != BandRole.OTHER;
      if (needed && !metadata.coefficients().containsKey(i + 1)) {
        return false;
      }
    }
    return true;
  }

  private static Optional<PlanetAsset> nearest(
      List<PlanetAsset> assets, PlanetAsset image, PlanetAsset.Kind kind) {
    Comparator<Location> nearest = ListedFiles.nearestTo(image.file());
    return assets.stream()
        .filter(asset -> asset.kind() == kind)
        // The images of a scene with other numbers of bands number them differently.
        .filter(asset -> kind != PlanetAsset.Kind.XML || asset.count() == image.count())
        .min((a, b) -> nearest.compare(a.file(), b.file()));
  }

  /** The layers of the scene's usable data mask, else of its older form. */
  private static List<DescribedScene.Mask> masks(List<PlanetAsset> assets, PlanetAsset image) {
    boolean current = nearest(assets, image, PlanetAsset.Kind.UDM2).isPresent();
    return nearest(assets, image, current ? PlanetAsset.Kind.UDM2 : PlanetAsset.Kind.UDM).stream()
        .flatMap(
            asset ->
                Sensors.findMask(current ? "udm2" : "udm").orElseThrow().stream()
                    .map(layer -> layer.in(asset.file())))
        .toList();
  }
}

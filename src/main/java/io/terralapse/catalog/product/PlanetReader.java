package io.terralapse.catalog.product;

import io.terralapse.access.ByteOpener;
import io.terralapse.catalog.name.NameReader;
import io.terralapse.catalog.name.ParsedName;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.catalog.sensor.Calibration;
import io.terralapse.model.BandRole;
import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import io.terralapse.model.MaskCoding;
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
 * PlanetScope scenes of four and eight bands as they are ordered, in a folder for each or all in
 * one: an analytic image with {@code *_metadata.json}, {@code *_metadata.xml} or a usable data
 * mask. Images with none of them, mosaics and basemaps are left to their names.
 */
public final class PlanetReader implements ProductReader {
  private static final int MAX_BYTES = 4 << 20;

  private static final NameReader NAMES = new NameReader(Instant.MAX);

  /**
   * Bands of a usable data mask that hide the ground, by the names that they bear in the file, else
   * by their documented places (docs.planet.com, UDM 2). Light haze leaves the ground in sight.
   */
  private static final List<MaskBand> UDM2 =
      List.of(
          new MaskBand(5, "cloud", MaskCoding.CLOUD),
          new MaskBand(4, "haze_heavy", MaskCoding.CLOUD),
          new MaskBand(2, "shadow", MaskCoding.SHADOW),
          new MaskBand(1, "snow", MaskCoding.SNOW));

  private record MaskBand(int index, String name, MaskCoding coding) {}

  private final ByteOpener opener;

  /** A reader that opens the metadata, never the images, through {@code opener}. */
  public PlanetReader(ByteOpener opener) {
    this.opener = opener;
  }

  @Override
  public Found read(List<Location> files) {
    Map<String, List<PlanetAsset>> items = new LinkedHashMap<>();
    for (Location file : files) {
      PlanetAsset.find(file)
          .ifPresent(
              asset -> items.computeIfAbsent(asset.item(), id -> new ArrayList<>()).add(asset));
    }
    Reading reading = new Reading();
    items.values().forEach(reading::item);
    return new Found(reading.drafts, reading.claimed, reading.issues);
  }

  /** One pass over all items. */
  private final class Reading {
    private final List<DescribedScene> drafts = new ArrayList<>();
    private final Set<Location> claimed = new LinkedHashSet<>();
    private final List<Issue> issues = new ArrayList<>();

    /** Documents that were read already; several images of an item share theirs. */
    private final Map<Location, PlanetMetadata> known = new HashMap<>();

    /** Makes a draft of every image of an item that more is known of than its name. */
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
        PlanetMetadata facts =
            json.map(this::facts)
                .orElse(PlanetMetadata.NONE)
                .completedBy(xml.map(this::facts).orElse(PlanetMetadata.NONE));
        Location origin = json.or(() -> xml).map(PlanetAsset::file).orElse(image.file());
        drafts.add(draft(image, origin, facts, masks));
        String folder = ListedFiles.folder(image.file());
        assets.stream()
            .map(PlanetAsset::file)
            .filter(file -> ListedFiles.folder(file).equals(folder))
            .forEach(claimed::add);
        masks.forEach(mask -> claimed.add(mask.file()));
        json.ifPresent(asset -> claimed.add(asset.file()));
        xml.ifPresent(asset -> claimed.add(asset.file()));
      }
    }

    private PlanetMetadata facts(PlanetAsset document) {
      Location file = document.file();
      PlanetMetadata facts = known.get(file);
      if (facts == null) {
        facts = read(document);
        known.put(file, facts);
      }
      return facts;
    }

    private PlanetMetadata read(PlanetAsset document) {
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
        String sentence =
            file.name() + " " + e.getMessage() + "; fetch it again, or take it out of the folder.";
        issues.add(new Issue("unreadable", file.name(), sentence));
        return PlanetMetadata.NONE;
      }
    }

    private DescribedScene draft(
        PlanetAsset image, Location origin, PlanetMetadata facts, List<DescribedScene.Mask> masks) {
      List<DescribedScene.Band> bands = new ArrayList<>();
      boolean calibrated = image.reflectance() || covers(facts, image.bands());
      for (int i = 0; i < image.bands().size(); i++) {
        PlanetAsset.Band band = image.bands().get(i);
        OptionalDouble scale = OptionalDouble.empty();
        if (image.reflectance()) {
          scale = OptionalDouble.of(Calibration.TEN_THOUSANDTHS.scale());
        } else if (calibrated) {
          scale = OptionalDouble.of(facts.coefficients().getOrDefault(i + 1, 1.0));
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
      String id = image.file().name().replaceFirst("\\.[^.]*$", "");
      if (!calibrated) {
        issues.add(
            new Issue(
                "uncalibrated",
                id,
                id
                    + " holds radiance, which does not compare with other dates, and no"
                    + " *_metadata.xml here says how to make reflectance of it; put it beside the"
                    + " image, or order surface reflectance."));
      }
      return new DescribedScene(
          id,
          origin,
          NAMES.read(id).map(ParsedName::product).orElse(Product.UNKNOWN),
          facts.acquired(),
          Optional.of(calibrated ? Quantity.REFLECTANCE : Quantity.DN),
          bands,
          masks,
          facts.conditions(),
          Optional.empty());
    }
  }

  /** Whether every band that has a role has a coefficient. */
  private static boolean covers(PlanetMetadata facts, List<PlanetAsset.Band> bands) {
    for (int i = 0; i < bands.size(); i++) {
      boolean needed = bands.get(i).role() != BandRole.OTHER;
      if (needed && !facts.coefficients().containsKey(i + 1)) {
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
        // Bands are numbered otherwise in the other image of the same scene.
        .filter(asset -> kind != PlanetAsset.Kind.XML || asset.eight() == image.eight())
        .min((a, b) -> nearest.compare(a.file(), b.file()));
  }

  private static List<DescribedScene.Mask> masks(List<PlanetAsset> assets, PlanetAsset image) {
    Optional<PlanetAsset> usable = nearest(assets, image, PlanetAsset.Kind.UDM2);
    if (usable.isPresent()) {
      Location file = usable.get().file();
      return UDM2.stream()
          .map(
              band ->
                  new DescribedScene.Mask(
                      file, band.index(), Optional.of(band.name()), band.coding()))
          .toList();
    }
    return nearest(assets, image, PlanetAsset.Kind.UDM).stream()
        .map(asset -> new DescribedScene.Mask(asset.file(), 0, Optional.empty(), MaskCoding.UDM))
        .toList();
  }
}

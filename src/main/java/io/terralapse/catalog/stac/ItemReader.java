package io.terralapse.catalog.stac;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.access.ByteOpener;
import io.terralapse.access.ByteSource;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.model.Location;
import io.terralapse.model.Product;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes drafts of items. What an item holds that is no use becomes an issue. */
final class ItemReader {
  /** More assets than any archive gives an item. */
  private static final int MAX_ASSETS = 1000;

  /** Roles of providers whose name belongs on a picture. */
  private static final List<String> OWNERS = List.of("producer", "licensor");

  private final ByteOpener bytes;
  private final StacCollector findings;

  ItemReader(ByteOpener bytes, StacCollector findings) {
    this.bytes = bytes;
    this.findings = findings;
  }

  /**
   * Reads one item.
   *
   * @param item a Feature, as far as it is one
   * @param place the document that it is in
   * @param inherited what its collection says of all its items
   */
  void read(JsonNode item, LinkResolver place, JsonNode inherited) {
    Optional<String> told = Json.word(item, "id").map(PrintableText::clean);
    JsonNode assets = item.path("assets");
    if (told.isEmpty() || !assets.isObject()) {
      findings.issue(
          "unreadable", place.document().text(), "holds an item without id or assets; left out.");
      return;
    }
    String id = told.get();
    String collection =
        Json.text(item, "collection").or(() -> Json.text(inherited, "id")).orElse("");
    if (!findings.begin(collection, id)) {
      return;
    }
    JsonNode properties = item.path("properties");
    List<String> refusals = new ArrayList<>();
    List<Asset> found = assets(assets, place, refusals);
    List<Asset> there =
        found.stream()
            .map(asset -> findCopy(asset, place).orElse(asset))
            .filter(this::isThere)
            .toList();
    ItemProduct product = ItemProduct.of(id, properties);
    ItemBands.Bands bands =
        new ItemBands(product, properties)
            .of(there.stream().filter(asset -> !ItemMasks.isMask(asset)).toList());
    if (!refusals.isEmpty()) {
      findings.issue("refused", id, refusals.get(0));
    }
    if (bands.bands().isEmpty()) {
      if (refusals.isEmpty()) {
        findings.issue(
            "bands",
            id,
            found.isEmpty()
                ? "has no asset in a format that can be read (GeoTIFF, JPEG 2000, PNG, JPEG)."
                : "has no bands here that can be used; fetch its files again.");
      }
      return;
    }
    findings.draft(
        new DescribedScene(
            id,
            place.document(),
            product.product(),
            product.acquired(),
            bands.quantity(),
            bands.bands(),
            ItemMasks.of(there),
            product.conditions(),
            credit(product.product(), properties, inherited)));
  }

  private List<Asset> assets(JsonNode assets, LinkResolver place, List<String> refusals) {
    List<Asset> found = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : assets.properties()) {
      if (found.size() + refusals.size() == MAX_ASSETS) {
        break;
      }
      try {
        Asset.find(entry.getKey(), entry.getValue(), place).ifPresent(found::add);
      } catch (ForbiddenLinkException e) {
        refusals.add(
            "leads by its asset "
                + PrintableText.clean(entry.getKey())
                + " to "
                + PrintableText.address(Json.text(entry.getValue(), "href").orElse(""))
                + ", "
                + e.clause()
                + ".");
      }
    }
    return found;
  }

  /** A distant file of which a copy lies beside the item, as downloads do. */
  private Optional<Asset> findCopy(Asset asset, LinkResolver place) {
    if (place.isRemote() || !(asset.file() instanceof Location.Remote)) {
      return Optional.empty();
    }
    try {
      Asset copy = asset.at(place.asset(asset.file().name()));
      return isThere(copy) ? Optional.of(copy) : Optional.empty();
    } catch (ForbiddenLinkException e) {
      return Optional.empty();
    }
  }

  /** Files on disk are looked for; distant ones are believed, since asking would take long. */
  private boolean isThere(Asset asset) {
    if (asset.file() instanceof Location.Remote) {
      return true;
    }
    try (ByteSource source = bytes.open(asset.file())) {
      findings.claim(asset.file());
      return source.size() > 0;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Words that the collection asks to be named with; for sensors whose credit is not known by
   * heart, else who made or licensed the data.
   */
  private static Optional<String> credit(Product product, JsonNode properties, JsonNode inherited) {
    Optional<String> asked =
        Json.text(properties, "attribution")
            .or(() -> Json.text(inherited, "attribution"))
            .map(PrintableText::clean);
    if (asked.isPresent() || !product.sensor().equals("unknown")) {
      return asked;
    }
    List<JsonNode> providers = Json.elements(properties, "providers");
    String names =
        (providers.isEmpty() ? Json.elements(inherited, "providers") : providers)
            .stream()
                .filter(p -> !Collections.disjoint(Json.texts(p, "roles"), OWNERS))
                .flatMap(p -> Json.text(p, "name").stream())
                .distinct()
                .limit(3)
                .collect(Collectors.joining(", "));
    return names.isEmpty() ? Optional.empty() : Optional.of(PrintableText.clean("Data: " + names));
  }
}

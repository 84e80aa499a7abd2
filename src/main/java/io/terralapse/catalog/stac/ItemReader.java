package io.terralapse.catalog.stac;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.access.ByteOpener;
import io.terralapse.access.ByteSource;
import io.terralapse.catalog.SceneDraft;
import io.terralapse.model.Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes drafts of items. What an item holds that is no use becomes an issue. */
final class ItemReader {
  /** More assets than any archive gives an item. */
  private static final int MAX_ASSETS = 1000;

  private final ByteOpener bytes;
  private final Findings findings;

  ItemReader(ByteOpener bytes, Findings findings) {
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
  void read(JsonNode item, DocumentPlace place, JsonNode inherited) {
    Optional<String> told = Json.word(item, "id").map(Words::clean);
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
    List<Asset> there = found.stream().filter(this::isThere).toList();
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
        new SceneDraft(
            id,
            place.document(),
            product.product(),
            product.acquired(),
            bands.quantity(),
            bands.bands(),
            ItemMasks.of(there),
            product.conditions(),
            credit(properties, inherited)));
  }

  private List<Asset> assets(JsonNode assets, DocumentPlace place, List<String> refusals) {
    List<Asset> found = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : assets.properties()) {
      if (found.size() + refusals.size() == MAX_ASSETS) {
        break;
      }
      try {
        Asset.find(entry.getKey(), entry.getValue(), place).ifPresent(found::add);
      } catch (Refused e) {
        refusals.add(
            "leads by its asset "
                + Words.clean(entry.getKey())
                + " to "
                + Words.address(Json.text(entry.getValue(), "href").orElse(""))
                + ", "
                + e.clause()
                + ".");
      }
    }
    return found;
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

  /** Words that the collection asks to be named with. */
  private static Optional<String> credit(JsonNode properties, JsonNode inherited) {
    return Json.text(properties, "attribution")
        .or(() -> Json.text(inherited, "attribution"))
        .map(Words::clean);
  }
}

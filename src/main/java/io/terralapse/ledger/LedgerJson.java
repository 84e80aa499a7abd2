package io.terralapse.ledger;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.terralapse.draw.FrameKey;
import io.terralapse.model.Grid;
import io.terralapse.model.InputFile;
import io.terralapse.model.Issue;
import io.terralapse.model.Shift;
import io.terralapse.model.ToneCorrection;
import io.terralapse.onset.Onset;
import io.terralapse.revisit.Gap;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The ledger as JSON: keys in a fixed order, numbers rounded to what they are good for, no clock,
 * so that the same run writes the same bytes; the last one is a hash of the text.
 */
public final class LedgerJson {
  private static final MathContext SIGNIFICANT = new MathContext(6, RoundingMode.HALF_EVEN);

  private final ObjectMapper mapper =
      JsonMapper.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  /** Writes the ledger, UTF-8 with line feeds. */
  public void write(Ledger ledger, Path file) throws IOException {
    DefaultIndenter indent = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(indent);
    printer.indentArraysWith(indent);
    String text = mapper.writer(printer).writeValueAsString(tree(ledger)) + "\n";
    Files.write(file, LedgerTree.sealed(text).getBytes(StandardCharsets.UTF_8));
  }

  private ObjectNode tree(Ledger ledger) {
    boolean reveal = ledger.job().revealLocation();
    ObjectNode root = mapper.createObjectNode();
    ObjectNode job = root.putObject("job");
    job.put("name", ledger.job().name());
    job.put("toolVersion", ledger.job().toolVersion());
    job.put("codeVersion", ledger.job().codeVersion());
    job.put("settingsHash", ledger.job().settingsHash());
    job.put("scenesHash", ledger.job().scenesHash());
    job.put("lockHash", ledger.job().lockHash());
    ledger.grid().ifPresentOrElse(g -> grid(root, g, reveal), () -> root.putNull("grid"));
    ledger.look().ifPresentOrElse(look -> look(root, look), () -> root.putNull("look"));
    reference(root, ledger.reference());
    ArrayNode inputs = root.putArray("inputs");
    for (InputFile input : ledger.job().inputs()) {
      ObjectNode node = inputs.addObject();
      node.put("setting", input.setting()).put("file", input.file()).put("key", input.key());
    }
    ArrayNode outputs = root.putArray("outputs");
    for (Ledger.Output output : ledger.outputs()) {
      ObjectNode node = outputs.addObject();
      node.put("file", output.file());
      node.put("rendition", output.rendition());
      node.put("bytes", output.bytes());
      node.put("sha256", output.sha256());
      node.put("frames", output.frames());
      put(node, "durationSeconds", output.durationSeconds(), 6);
      use(node, output.use());
      output.encoding().ifPresent(encoding -> encoding(node, encoding));
      segments(node, output.segments());
    }
    ArrayNode frames = root.putArray("frames");
    ledger.frames().forEach(key -> frame(frames.addObject(), key));
    ArrayNode scenes = root.putArray("scenes");
    ledger.scenes().forEach(entry -> scene(scenes.addObject(), entry, ledger.grid(), reveal));
    ledger.second().ifPresent(panel -> panel(root.putObject("secondPanel"), panel, reveal));
    ArrayNode gaps = root.putArray("gaps");
    ledger.gaps().forEach(gap -> gap(gaps.addObject(), gap));
    ArrayNode onsets = root.putArray("onset");
    ledger.onsets().forEach(onset -> onset(onsets.addObject(), onset));
    ArrayNode issues = root.putArray("issues");
    for (Issue issue : ledger.issues()) {
      ObjectNode node = issues.addObject();
      node.put("code", issue.code());
      // Subjects and sentences name files, and those may name folders and places.
      if (reveal) {
        node.put("subject", issue.subject());
        node.put("sentence", issue.sentence());
      }
    }
    root.put(LedgerTree.HASH, "");
    return root;
  }

  private static void use(ObjectNode node, Ledger.Use use) {
    if (!use.places().isEmpty()) {
      use.places().forEach(node.putArray("for")::add);
    }
    if (!use.notes().isEmpty()) {
      use.notes().forEach(node.putArray("notes")::add);
    }
  }

  private static void frame(ObjectNode node, FrameKey key) {
    node.put("picture", key.picture());
    key.coded().ifPresent(coded -> node.put("coded", coded));
  }

  private static void panel(ObjectNode node, Ledger.Panel panel, boolean reveal) {
    node.put("title", panel.title().orElse(null));
    grid(node, panel.grid(), reveal);
    look(node, panel.look());
    reference(node, panel.reference());
    ArrayNode scenes = node.putArray("scenes");
    panel
        .scenes()
        .forEach(entry -> scene(scenes.addObject(), entry, Optional.of(panel.grid()), reveal));
  }

  private static void reference(ObjectNode node, Optional<Ledger.Reference> reference) {
    reference.ifPresentOrElse(
        r -> node.putObject("reference").put("sceneId", r.sceneId()).put("why", r.why()),
        () -> node.putNull("reference"));
  }

  private static void encoding(ObjectNode node, Ledger.Encoding encoding) {
    node.put("mediaType", encoding.mediaType());
    if (!encoding.key().isEmpty()) {
      node.put("key", encoding.key());
    }
    ArrayNode givenUp = node.putArray("givenUp");
    encoding.givenUp().forEach(givenUp::add);
    encoding.crf().ifPresent(crf -> node.put("crf", crf));
  }

  private static void segments(ObjectNode node, List<Ledger.Segment> segments) {
    if (segments.isEmpty()) {
      return;
    }
    ArrayNode array = node.putArray("segments");
    for (Ledger.Segment segment : segments) {
      array
          .addObject()
          .put("key", segment.key())
          .put("sha256", segment.sha256())
          .put("pictures", segment.pictures())
          .put("frames", segment.frames());
    }
  }

  private static void gap(ObjectNode node, Gap gap) {
    node.put("from", gap.from());
    node.put("to", gap.to());
    node.put("days", gap.days());
    node.put("expectedPasses", gap.expectedPasses());
    node.put("foundPasses", gap.foundPasses());
    node.put("cause", gap.cause());
    node.put("basis", gap.basis());
    node.put("sentence", gap.sentence());
  }

  private static void onset(ObjectNode node, Onset onset) {
    node.put("name", onset.name());
    node.put("status", onset.status());
    node.put("lastBefore", onset.lastBefore().orElse(null));
    node.put("firstAfter", onset.firstAfter().orElse(null));
    node.put("confirmedBy", onset.confirmedBy().orElse(null));
    put(node, "statistic", onset.statistic(), 2);
    node.put("clearDates", onset.clearDates());
    node.put("hiddenDates", onset.hiddenDates());
    node.put("hiddenBetween", onset.hiddenBetween());
    node.put("sentence", onset.sentence());
  }

  private static void grid(ObjectNode root, Grid grid, boolean reveal) {
    ObjectNode node = root.putObject("grid");
    if (reveal) {
      node.put("crs", grid.crs());
    }
    node.put("width", grid.width());
    node.put("height", grid.height());
    // Pixels of pictures are no coordinates: a reader must not take them for some.
    if (reveal && grid.hasGroundSize()) {
      ArrayNode transform = node.putArray("transform");
      transform.add(grid.originX()).add(grid.pixelSize()).add(0);
      transform.add(grid.originY()).add(0).add(-grid.pixelSize());
    }
    put(node, "pixelSizeM", grid.pixelSizeM(), 6);
  }

  private static void look(ObjectNode root, Ledger.Look look) {
    ObjectNode node = root.putObject("look");
    node.put("bands", look.bands());
    node.put("caption", look.caption().orElse(null));
    ArrayNode channels = node.putArray("channels");
    for (Ledger.ChannelStretch channel : look.channels()) {
      ObjectNode one = channels.addObject();
      one.put("name", channel.name());
      putSignificant(one, "low", channel.low());
      putSignificant(one, "high", channel.high());
    }
    put(node, "gamma", look.gamma(), 6);
    node.put("curve", look.curve());
    put(node, "saturation", look.saturation(), 4);
    node.put("colormap", look.colourMap().orElse(null));
    put(node, "enlargement", look.enlargement(), 2);
    ArrayNode leftOut = node.putArray("furnitureLeftOut");
    look.leftOut().forEach(leftOut::add);
  }

  /** Physical values may be of any magnitude. */
  private static void putSignificant(ObjectNode node, String key, double value) {
    if (Double.isFinite(value)) {
      node.put(key, significant(value));
    } else {
      node.putNull(key);
    }
  }

  private static BigDecimal significant(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).round(SIGNIFICANT).stripTrailingZeros();
    return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
  }

  private static void scene(
      ObjectNode node, Ledger.Entry entry, Optional<Grid> grid, boolean reveal) {
    node.put("id", entry.id());
    node.put("acquisitionId", entry.acquisitionId());
    ArrayNode assets = node.putArray("assets");
    for (Ledger.Asset asset : entry.assets()) {
      assets.addObject().put("path", asset.shown(reveal)).put("key", asset.key().orElse(null));
    }
    node.put("sensor", entry.sensor());
    node.put("acquired", entry.acquired().text());
    node.put("dateSource", entry.acquired().source().word());
    put(node, "coveragePercent", entry.coveragePercent(), 2);
    put(node, "cloudPercent", entry.cloudPercent(), 2);
    node.put("cloudSource", entry.cloudSource().orElse(null));
    put(node, "persistentCloudPercent", entry.persistentCloudPercent(), 2);
    shift(node.putObject("shift"), entry.shift(), grid.map(Grid::pixelSizeM).orElse(0.0));
    put(node, "gain", entry.gain(), 6);
    tone(node.putObject("tone"), entry.tone());
    put(node, "filledPercent", entry.filledPercent(), 2);
    ArrayNode filledFrom = node.putArray("filledFrom");
    entry.filledFrom().forEach(filledFrom::add);
    node.put("status", entry.used() ? "used" : "dropped");
    node.put("reason", entry.reason().orElse(null));
    node.put("detail", entry.shownDetail(reveal).orElse(null));
    if (entry.slot().isPresent()) {
      Ledger.Slot slot = entry.slot().get();
      node.put("frameIndex", slot.frameIndex());
      put(node, "startSeconds", slot.startSeconds(), 6);
      put(node, "endSeconds", slot.endSeconds(), 6);
    } else {
      node.putNull("frameIndex").putNull("startSeconds").putNull("endSeconds");
    }
  }

  private static void shift(ObjectNode node, Shift shift, double pixelSizeM) {
    put(node, "dxPx", shift.dxPx(), 4);
    put(node, "dyPx", shift.dyPx(), 4);
    put(node, "dxM", shift.dxPx() * pixelSizeM, 3);
    put(node, "dyM", shift.dyPx() * pixelSizeM, 3);
    put(node, "uncertaintyPx", shift.uncertaintyPx(), 4);
    node.put("model", shift.model());
    put(node, "confidence", shift.confidence(), 3);
    put(node, "residualPx", shift.residualPx(), 4);
    node.put("tiePoints", shift.tiePoints());
    node.put("rejectedTiePoints", shift.rejectedTiePoints());
    put(node, "closurePx", shift.closurePx(), 4);
    node.put("applied", shift.applied());
    node.put("status", shift.status().word());
  }

  private static void tone(ObjectNode node, ToneCorrection tone) {
    node.put("method", tone.method().word());
    ArrayNode gains = node.putArray("gain");
    tone.gain().forEach(gain -> gains.add(significant(gain)));
    ArrayNode offsets = node.putArray("offset");
    tone.offset().forEach(offset -> offsets.add(significant(offset)));
    put(node, "noChangePercent", tone.noChangePercent(), 2);
    put(node, "residual", tone.residual(), 4);
    node.put("reason", tone.reason().isEmpty() ? null : tone.reason());
  }

  private static void put(ObjectNode node, String key, OptionalDouble value, int decimals) {
    if (value.isPresent()) {
      put(node, key, value.getAsDouble(), decimals);
    } else {
      node.putNull(key);
    }
  }

  private static void put(ObjectNode node, String key, double value, int decimals) {
    if (Double.isFinite(value)) {
      BigDecimal rounded =
          BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN).stripTrailingZeros();
      node.put(key, rounded.scale() < 0 ? rounded.setScale(0) : rounded);
    } else {
      node.putNull(key);
    }
  }
}

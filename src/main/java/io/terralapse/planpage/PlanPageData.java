package io.terralapse.planpage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.terralapse.geo.GroundScale;
import io.terralapse.model.Grid;
import io.terralapse.select.SelectSettings;
import io.terralapse.words.Phrases;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.simplify.DouglasPeuckerSimplifier;

/** What the script of the page knows. */
final class PlanPageData {
  /** Outlines may be off by this part of the map. */
  private static final double OUTLINE_ERROR = 5e-4;

  /** Decimals of degrees: 0.01 m. */
  private static final int DEGREE_DECIMALS = 7;

  /** Steps of the lattice on which the size of units on the ground is known. */
  private static final int SCALE_STEPS = 8;

  private static final List<String> TEXTS =
      List.of("copied", "selected", "frame", "covered", "covers", "error", "areanow", "pixels");

  private final PlanPageContent content;
  private final Phrases phrases;
  private final int decimals;

  PlanPageData(PlanPageContent content, Phrases phrases) {
    this.content = content;
    this.phrases = phrases;
    Envelope extent = content.map().extent();
    double step = Math.max(extent.getWidth(), extent.getHeight()) / 1e5;
    this.decimals = (int) Math.max(0, Math.min(12, Math.ceil(-Math.log10(step))));
  }

  ObjectNode tree() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("language", phrases.language().tag());
    putMap(root.putObject("map"), content.map());
    ArrayNode candidates = root.putArray("candidates");
    for (PlanCandidate one : content.candidates()) {
      ObjectNode node = candidates.addObject();
      node.put("kind", one.kind()).put("kept", one.isKept()).put("named", one.isNamed());
      one.scenes().forEach(node.putArray("scenes")::add);
      putOutline(node.putArray("rings"), one.outline());
      one.look()
          .look()
          .filter(look -> !one.outline().isEmpty())
          .ifPresent(look -> putBox(node.putArray("box"), look.grid()));
    }
    content.otherKeep().forEach(root.putArray("otherKeep")::add);
    content.otherDrop().forEach(root.putArray("otherDrop")::add);
    OtherSettings.ofSelect(content.select()).forEach(root.putArray("select")::add);
    OtherSettings.ofGrid(content.grid()).forEach(root.putArray("grid")::add);
    // A section that the configuration has is replaced, even by an empty one.
    root.put("selects", !content.select().equals(SelectSettings.DEFAULTS));
    root.put("least", content.select().minCoverage());
    ObjectNode text = root.putObject("text");
    TEXTS.forEach(key -> text.put(key, phrases.text("plan." + key)));
    return root;
  }

  private void putMap(ObjectNode node, PlanMap map) {
    boolean pixels = map.crs().isPixels();
    node.put("crs", map.crs().text());
    node.put("located", !pixels);
    node.put("fixed", map.fixedCrs());
    putEnvelope(node.putArray("extent"), map.extent());
    putEnvelope(node.putArray("area"), map.area());
    node.putObject("pixel")
        .put("x", map.pixels().x0())
        .put("y", map.pixels().y0())
        .put("size", map.pixels().pixelSize());
    if (pixels) {
      return;
    }
    DegreeLattice lattice = DegreeLattice.of(map.crs(), map.extent());
    ObjectNode degrees = node.putObject("degrees");
    degrees.put("steps", lattice.steps());
    degrees.put("error", lattice.errorM());
    putNumbers(degrees.putArray("lonLat"), lattice.lonLat(), DEGREE_DECIMALS);
    node.putObject("ground").put("steps", SCALE_STEPS).set("metres", scales(map));
  }

  /** Metres of a unit of x and of y, by row from the south, then column from the west. */
  private static ArrayNode scales(PlanMap map) {
    ArrayNode numbers = JsonNodeFactory.instance.arrayNode();
    Envelope extent = map.extent();
    for (int row = 0; row <= SCALE_STEPS; row++) {
      for (int column = 0; column <= SCALE_STEPS; column++) {
        GroundScale ground =
            GroundScale.at(
                map.crs(),
                extent.getMinX() + extent.getWidth() * column / SCALE_STEPS,
                extent.getMinY() + extent.getHeight() * row / SCALE_STEPS);
        numbers.add(ground.metresPerX()).add(ground.metresPerY());
      }
    }
    return numbers;
  }

  private void putOutline(ArrayNode rings, Geometry outline) {
    Envelope extent = content.map().extent();
    double error = OUTLINE_ERROR * Math.max(extent.getWidth(), extent.getHeight());
    Geometry simple =
        outline.isEmpty() ? outline : DouglasPeuckerSimplifier.simplify(outline, error);
    for (int i = 0; i < simple.getNumGeometries(); i++) {
      if (simple.getGeometryN(i) instanceof Polygon polygon && !polygon.isEmpty()) {
        ArrayNode ring = rings.addArray();
        Coordinate[] corners = polygon.getExteriorRing().getCoordinates();
        for (int k = 0; k + 1 < corners.length; k++) {
          add(ring, corners[k].x, decimals);
          add(ring, corners[k].y, decimals);
        }
      }
    }
  }

  private static void putEnvelope(ArrayNode node, Envelope extent) {
    node.add(extent.getMinX()).add(extent.getMinY()).add(extent.getMaxX()).add(extent.getMaxY());
  }

  private static void putBox(ArrayNode node, Grid grid) {
    node.add(grid.originX())
        .add(grid.originY() - grid.height() * grid.pixelSize())
        .add(grid.originX() + grid.width() * grid.pixelSize())
        .add(grid.originY());
  }

  private static void putNumbers(ArrayNode node, double[] numbers, int decimals) {
    for (double number : numbers) {
      add(node, number, decimals);
    }
  }

  private static void add(ArrayNode node, double number, int decimals) {
    if (Double.isFinite(number)) {
      node.add(
          BigDecimal.valueOf(number)
              .setScale(decimals, RoundingMode.HALF_EVEN)
              .stripTrailingZeros());
    } else {
      node.addNull();
    }
  }
}

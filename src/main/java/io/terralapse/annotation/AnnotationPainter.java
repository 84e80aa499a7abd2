package io.terralapse.annotation;

import io.terralapse.furniture.LetterShadow;
import io.terralapse.furniture.Undrawable;
import io.terralapse.grid.GeoJsonDocument;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.ContentDigest;
import io.terralapse.model.ContentKey;
import io.terralapse.model.Grid;
import io.terralapse.model.Issue;
import io.terralapse.model.Picture;
import io.terralapse.text.Typeface;
import io.terralapse.text.Typefaces;
import java.awt.Rectangle;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Draws annotations onto frames: spotlights, then areas, lines and points; labels over the
 * furniture. Sizes are shares of the frame's shorter side. Thread-safe: the same date always gives
 * the same pixels.
 */
public final class AnnotationPainter {
  /** Size of the letters of labels, a share of the shorter side. */
  private static final double LABEL = 0.022;

  /** The smallest letters that are read on a phone, pixels. */
  private static final double LEAST_EM = 12;

  /** Side of the frame that widths and sizes of features are given for. */
  private static final double NOMINAL_SIDE = 1080;

  private static final double CASING_OPACITY = 0.45;

  /** The dark ring around pale points, which are not seen on snow without it. */
  private static final double RING = 1.5;

  private static final double RING_OPACITY = 0.75;

  /** Drawn dates that are kept: usually all dates between two changes have the same. */
  private static final int CACHED = 3;

  private final int width;
  private final int height;
  private final double scale;
  private final double em;
  private final List<Annotation> annotations;
  private final PlacedLabels labels;
  private final Map<BitSet, Drawn> drawn = cache();

  /** What is drawn for a set of annotations. */
  private record Drawn(Optional<Spotlight> spotlight, ColourLayer layer, ColourLayer texts) {}

  private static Map<BitSet, Drawn> cache() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<BitSet, Drawn> eldest) {
        return size() > CACHED;
      }
    };
  }

  private AnnotationPainter(
      List<Annotation> annotations,
      int width,
      int height,
      Rectangle2D readable,
      List<Rectangle2D> occupied,
      Typeface typeface) {
    this.width = width;
    this.height = height;
    double side = Math.min(width, height);
    this.scale = side / NOMINAL_SIDE;
    this.em = Math.max(LEAST_EM, LABEL * side);
    this.annotations = annotations;
    this.labels =
        new PlacedLabels(
            annotations,
            width,
            height,
            scale,
            new PlacedLabels.Ground(readable, occupied, typeface, em));
  }

  /**
   * Refuses files that cannot be drawn, before anything else is read.
   *
   * @param grid of the frames
   * @throws io.terralapse.model.UserError (usage) naming the file, if it cannot be read, or a label
   *     that no font has
   */
  public static void check(List<AnnotationFile> files, Grid grid, Typefaces fonts) {
    read(files, grid, fonts);
  }

  private static List<Annotation> read(List<AnnotationFile> files, Grid grid, Typefaces fonts) {
    List<Annotation> annotations = AnnotationReader.read(files, grid);
    annotations.stream()
        .flatMap(one -> one.label().stream())
        .forEach(label -> Undrawable.refuse(AnnotationReader.SETTING, label, fonts));
    return annotations;
  }

  /**
   * Reads files, and areas that are labelled from some date on, and places the labels.
   *
   * @param grid of the frames
   * @param readable where platforms cover no text, pixels
   * @param occupied boxes of the furniture, pixels
   * @param fonts of the labels
   * @throws io.terralapse.model.UserError (usage) if a file cannot be used, or no font has a
   *     character of a label
   */
  public static AnnotationPainter of(
      List<AnnotationFile> files,
      List<AreaLabel> areas,
      Grid grid,
      Rectangle2D readable,
      List<Rectangle2D> occupied,
      Typefaces fonts) {
    List<Annotation> annotations = new ArrayList<>(read(files, grid, fonts));
    areas.forEach(area -> Undrawable.refuse(area.setting(), area.text(), fonts));
    areas.forEach(area -> annotations.addAll(AnnotationReader.read(area, grid)));
    return new AnnotationPainter(
        annotations, grid.width(), grid.height(), readable, occupied, fonts.regular());
  }

  /**
   * Hash of the content of a file.
   *
   * @throws io.terralapse.model.UserError (usage) if it cannot be read
   */
  public static String content(AnnotationFile file) {
    return ContentKey.of(GeoJsonDocument.read(AnnotationReader.SETTING, file.geojson()).toString())
        .hex();
  }

  /** What could not be drawn as requested. */
  public List<Issue> issues() {
    return labels.issues();
  }

  /** Whether there is nothing to draw on any date. */
  public boolean isEmpty() {
    return annotations.isEmpty();
  }

  /**
   * Draws what holds on a date, but for its labels, in place: under the furniture.
   *
   * @throws IllegalArgumentException if the picture has another size than the frames
   */
  public void paint(Picture picture, AcquisitionDate date) {
    find(picture, date)
        .ifPresent(
            now -> {
              now.spotlight().ifPresent(light -> light.paint(picture));
              now.layer().paint(picture);
            });
  }

  /**
   * Draws the labels of what holds on a date, in place: over the furniture, whose gradients would
   * dim them.
   *
   * @throws IllegalArgumentException if the picture has another size than the frames
   */
  public void paintLabels(Picture picture, AcquisitionDate date) {
    find(picture, date).ifPresent(now -> now.texts().paint(picture));
  }

  /** Whether two dates show the same annotations. */
  public boolean isSame(AcquisitionDate one, AcquisitionDate other) {
    return shown(one).equals(shown(other));
  }

  private Optional<Drawn> find(Picture picture, AcquisitionDate date) {
    if (picture.width() != width || picture.height() != height) {
      throw new IllegalArgumentException("picture: " + picture.width() + " x " + picture.height());
    }
    BitSet shown = shown(date);
    if (shown.isEmpty()) {
      return Optional.empty();
    }
    synchronized (drawn) {
      return Optional.of(drawn.computeIfAbsent(shown, this::draw));
    }
  }

  private BitSet shown(AcquisitionDate date) {
    BitSet shown = new BitSet();
    for (int i = 0; i < annotations.size(); i++) {
      shown.set(i, annotations.get(i).validity().covers(date));
    }
    return shown;
  }

  private Drawn draw(BitSet shown) {
    ColourLayer layer = new ColourLayer(extent(shown));
    List<Annotation> lit = new ArrayList<>();
    for (Annotation.Kind kind : Annotation.Kind.values()) {
      shown.stream()
          .mapToObj(annotations::get)
          .filter(one -> one.kind() == kind)
          .forEach(one -> draw(one, layer, lit));
    }
    List<LabelPlacer.Label> texts =
        shown.stream().mapToObj(labels::find).flatMap(Optional::stream).toList();
    texts.forEach(label -> label.leader().ifPresent(leader -> draw(leader, layer)));
    // No shadow lies on the letters of another label.
    ColourLayer over =
        new ColourLayer(around(texts.stream().map(label -> label.text().getBounds2D()).toList()));
    texts.forEach(label -> over.add(LetterShadow.of(label.text(), em)));
    texts.forEach(label -> over.add(label.text(), 0xFFFFFF, 1));
    Optional<Spotlight> spotlight =
        lit.isEmpty() ? Optional.empty() : Optional.of(new Spotlight(lit, width, height));
    return new Drawn(spotlight, layer, over);
  }

  private void draw(Annotation one, ColourLayer layer, List<Annotation> lit) {
    AnnotationStyle style = one.style();
    double line = style.strokeWidth() * scale;
    switch (one.kind()) {
      case SPOTLIGHT -> lit.add(one);
      case POLYGON -> {
        layer.add(one.shape(), style.fill(), style.fillOpacity());
        stroke(one.shape(), style, line, layer);
      }
      case LINE -> {
        stroke(one.shape(), style, line, layer);
        Path2D heads = Strokes.arrowheads(one, scale);
        layer.addShadow(heads, CASING_OPACITY, line);
        layer.add(heads, style.stroke(), style.strokeOpacity());
      }
      default -> {
        double size = style.markerSize() * scale;
        layer.addShadow(Strokes.disc(one.anchor(), size), CASING_OPACITY, size / 6);
        if (style.isPale()) {
          double ring = size + 2 * Math.max(RING, RING * scale);
          layer.add(Strokes.disc(one.anchor(), ring), 0, RING_OPACITY);
        }
        layer.add(Strokes.disc(one.anchor(), size), 0xFFFFFF, 1);
        layer.add(Strokes.disc(one.anchor(), 0.66 * size), style.marker(), 1);
      }
    }
  }

  private static void stroke(Path2D path, AnnotationStyle style, double line, ColourLayer layer) {
    if (line > 0 && style.strokeOpacity() > 0) {
      layer.add(
          Strokes.line(path, Strokes.CASING * line), 0, CASING_OPACITY * style.strokeOpacity());
      layer.add(Strokes.line(path, line), style.stroke(), style.strokeOpacity());
    }
  }

  private void draw(Line2D leader, ColourLayer layer) {
    double line = Math.max(1, 1.8 * scale);
    layer.add(Strokes.line(leader, 2.2 * line), 0, CASING_OPACITY);
    layer.add(Strokes.line(leader, line), 0xFFFFFF, 1);
  }

  /** The part of the frame that annotations cover, without their labels. */
  private Rectangle extent(BitSet shown) {
    List<Rectangle2D> boxes = new ArrayList<>();
    for (int i = shown.nextSetBit(0); i >= 0; i = shown.nextSetBit(i + 1)) {
      boxes.add(annotations.get(i).shape().getBounds2D());
      labels
          .find(i)
          .flatMap(LabelPlacer.Label::leader)
          .ifPresent(leader -> boxes.add(leader.getBounds2D()));
    }
    return around(boxes);
  }

  /** The part of the frame around boxes that strokes and shadows reach; empty without any. */
  private Rectangle around(List<Rectangle2D> boxes) {
    Optional<Rectangle2D> all = boxes.stream().reduce(Rectangle2D::createUnion);
    if (all.isEmpty()) {
      return new Rectangle();
    }
    double pad = em + AnnotationStyle.MOST_WIDTH * scale;
    return DrawnLine.grown(all.get(), pad)
        .createIntersection(new Rectangle2D.Double(0, 0, width, height))
        .getBounds();
  }

  /** Adds everything that decides what is drawn on any date to a digest. */
  public void addTo(ContentDigest digest) {
    digest.add(annotations.size());
    for (int i = 0; i < annotations.size(); i++) {
      Annotation one = annotations.get(i);
      digest.add(one.kind().name());
      addTo(digest, one.shape());
      digest.add(one.style().toString());
      digest.add(one.label().orElse(""));
      Optional<LabelPlacer.Label> label = labels.find(i);
      label.ifPresent(placed -> addTo(digest, placed.text()));
      label
          .flatMap(LabelPlacer.Label::leader)
          .ifPresent(leader -> addTo(digest, new Path2D.Double(leader)));
    }
  }

  private static void addTo(ContentDigest digest, Path2D path) {
    double[] xy = new double[6];
    for (var it = path.getPathIterator(null); !it.isDone(); it.next()) {
      digest.add(it.currentSegment(xy));
      digest.add(xy[0]);
      digest.add(xy[1]);
    }
  }

  /** Adds which annotations a date shows to a digest. */
  public void addTo(ContentDigest digest, AcquisitionDate date) {
    digest.add(shown(date).toString());
  }
}

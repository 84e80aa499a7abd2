package io.terralapse.draw;

import io.terralapse.bands.BandRecipe;
import io.terralapse.furniture.Backdrop;
import io.terralapse.furniture.Canvas;
import io.terralapse.furniture.DateSpan;
import io.terralapse.furniture.FurniturePainter;
import io.terralapse.furniture.MarkSettings;
import io.terralapse.furniture.Place;
import io.terralapse.furniture.PublishedFurniture;
import io.terralapse.furniture.SafeArea;
import io.terralapse.furniture.TitleCard;
import io.terralapse.furniture.WipeLabels;
import io.terralapse.geo.Crs;
import io.terralapse.geo.GridPole;
import io.terralapse.geo.TrueNorth;
import io.terralapse.grid.Shape;
import io.terralapse.model.Acquisition;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import io.terralapse.model.Grid;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.select.FillOrder;
import io.terralapse.select.SceneSelector;
import io.terralapse.tone.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lays out the furniture of a sequence before its frames are drawn, from all captions that may
 * occur, so that the layout is the same in every frame.
 */
public final class FrameFurniture {
  /**
   * Gaps are mostly filled from the nearest dates: captions of spans over this many dates are
   * allowed for in the layout.
   */
  private static final int EXPECTED_SPAN = 4;

  private FrameFurniture() {}

  /**
   * The furniture of frames on a grid, without the legend's values, which need the stretch.
   *
   * @param acquisitions in order of time
   * @param lock keeps the layout of published frames
   */
  public static FurniturePainter of(
      FrameSettings settings,
      Grid grid,
      List<Acquisition> acquisitions,
      BandRecipe bands,
      LockedFurniture lock) {
    return of(settings, grid, acquisitions, bands, lock.find());
  }

  static FurniturePainter of(
      FrameSettings settings,
      Grid grid,
      List<Acquisition> acquisitions,
      BandRecipe bands,
      Optional<PublishedFurniture> published) {
    return of(settings, grid, SafeArea.WHOLE, acquisitions, bands, published);
  }

  /**
   * The furniture of a rendition, laid out for the same texts as the frames of the job itself.
   *
   * @param name of the rendition
   * @param shape of the rendition
   * @param main the furniture of the job itself
   */
  public static FurniturePainter of(
      FrameSettings settings,
      Grid grid,
      String name,
      Optional<Shape> shape,
      List<Acquisition> acquisitions,
      BandRecipe bands,
      FurniturePainter main) {
    return of(
        settings, grid, safe(shape), acquisitions, bands, Optional.of(main.published().of(name)));
  }

  private static SafeArea safe(Optional<Shape> shape) {
    return shape.filter(Shape.VERTICAL::equals).isPresent() ? SafeArea.VERTICAL : SafeArea.WHOLE;
  }

  /**
   * The title card of a rendition.
   *
   * @param settings have a title
   * @param dates of all frames, in order of time
   * @throws io.terralapse.model.UserError (usage) if no font has a character
   */
  public static TitleCard titleCard(
      FrameSettings settings, Grid grid, Optional<Shape> shape, List<AcquisitionDate> dates) {
    return new TitleCard(
        settings.furniture(),
        plainCanvas(settings, grid, shape),
        settings.revealLocation()
            ? FramePlace.find(grid, GridPole.findIn(grid)).filter(Place::isSound)
            : Optional.empty(),
        dates.get(0),
        dates.get(dates.size() - 1));
  }

  /**
   * The labels of a wipe from the first date to the last one, in a rendition.
   *
   * @param dates of all frames, in order of time, at least two
   * @throws io.terralapse.model.UserError (usage) if no font has a character
   */
  public static WipeLabels wipeLabels(
      FrameSettings settings, Grid grid, Optional<Shape> shape, List<AcquisitionDate> dates) {
    return new WipeLabels(settings.furniture(), plainCanvas(settings, grid, shape), dates);
  }

  /** A frame for texts only. */
  private static Canvas plainCanvas(FrameSettings settings, Grid grid, Optional<Shape> shape) {
    return new Canvas(
        grid.width(),
        grid.height(),
        grid.pixelSizeM(),
        Double.NaN,
        settings.revealLocation(),
        Optional.empty(),
        safe(shape));
  }

  private static FurniturePainter of(
      FrameSettings settings,
      Grid grid,
      SafeArea safe,
      List<Acquisition> acquisitions,
      BandRecipe bands,
      Optional<PublishedFurniture> published) {
    double north =
        TrueNorth.degreesAt(
            Crs.of(grid.crs()),
            grid.originX() + grid.width() / 2.0 * grid.pixelSize(),
            grid.originY() - grid.height() / 2.0 * grid.pixelSize());
    Optional<GridPole> pole = GridPole.findIn(grid);
    return new FurniturePainter(
        settings.furniture(),
        new Canvas(
            grid.width(),
            grid.height(),
            grid.pixelSizeM(),
            north,
            settings.revealLocation(),
            shown(settings) ? FramePlace.find(grid, pole) : Optional.empty(),
            safe,
            GraticuleLines.find(grid, settings.furniture().marks().graticule()),
            pole.isPresent()),
        spans(acquisitions, settings.fill()),
        credits(acquisitions, settings.fill()),
        bands.caption(acquisitions),
        ChannelTone.hasLegend(settings.furniture(), settings.tone(), bands),
        published);
  }

  /** Whether furniture says where the frame is: looking that up costs half a second. */
  private static boolean shown(FrameSettings settings) {
    MarkSettings marks = settings.furniture().marks();
    return marks.coordinates() || marks.locator() != MarkSettings.LocatorUse.NONE;
  }

  /** Why acquisitions that the timeline marks are not shown. */
  private static final Set<String> MARKED =
      Set.of(
          SceneSelector.CLOUD,
          SceneSelector.COVERAGE,
          SceneSelector.BEST_PER,
          SceneSelector.DROPPED,
          SceneSelector.ORBIT,
          SceneSelector.OFF_NADIR);

  /**
   * The furniture complete with what is known once the sequence was measured.
   *
   * @param dates of all frames
   * @param dropped scenes that are not shown
   * @param stretch that frames are shown with
   * @param own grid of the frames
   * @param main grid of the job's own frames, on which the dates were measured
   */
  public static FurniturePainter complete(
      FurniturePainter furniture,
      List<ReadAcquisition> dates,
      List<DroppedScene> dropped,
      Stretch stretch,
      Grid own,
      Grid main) {
    double width = main.width() * main.pixelSize();
    double height = main.height() * main.pixelSize();
    Backdrop ground = backdrop(dates, stretch);
    return furniture
        .withBackdrop(
            own.equals(main)
                ? ground
                : ground.part(
                    (own.originX() - main.originX()) / width,
                    (main.originY() - own.originY()) / height,
                    own.width() * own.pixelSize() / width,
                    own.height() * own.pixelSize() / height))
        .withTimeline(
            dates.stream().map(date -> date.acquisition().acquired()).toList(),
            dropped.stream()
                .filter(scene -> MARKED.contains(scene.reason()))
                .map(scene -> scene.scene().acquired())
                .filter(AcquisitionDate::isKnown)
                .toList());
  }

  /**
   * How bright the ground is behind the furniture.
   *
   * @param dates of all frames
   * @param stretch that they are shown with
   */
  static Backdrop backdrop(List<ReadAcquisition> dates, Stretch stretch) {
    Optional<Frame> first = dates.stream().map(date -> date.ground().frame()).findFirst();
    int columns = first.map(Frame::width).orElse(1);
    int rows = first.map(Frame::height).orElse(1);
    Backdrop backdrop = new Backdrop(columns, rows);
    for (ReadAcquisition date : dates) {
      Frame ground = date.ground().frame();
      if (ground.bandCount() == stretch.bandCount() && ground.width() == columns) {
        boolean[] known = new boolean[columns * rows];
        for (int i = 0; i < known.length; i++) {
          known[i] = Flags.isValid(ground.flags()[i]);
        }
        backdrop.add(stretch.apply(ground), known);
      }
    }
    return backdrop;
  }

  /**
   * The date spans that captions may show: single dates, and where gaps are filled the likely
   * spans, since the actual ones are known only when a frame is drawn.
   */
  private static List<DateSpan> spans(List<Acquisition> dates, FillOrder fill) {
    List<DateSpan> spans = new ArrayList<>();
    for (int i = 0; i < dates.size(); i++) {
      DateSpan own = DateSpan.of(dates.get(i).acquired());
      spans.add(own);
      if (fill != FillOrder.NONE && fill != FillOrder.AUTO) {
        spans.add(own.with(dates.get(0).acquired()));
        for (int k = 1; k <= Math.min(i, EXPECTED_SPAN); k++) {
          spans.add(own.with(dates.get(i - k).acquired()));
        }
      }
    }
    return spans;
  }

  private static List<String> credits(List<Acquisition> dates, FillOrder fill) {
    List<String> credits =
        new ArrayList<>(
            dates.stream()
                .map(List::of)
                .map(FramePlanner::credit)
                .flatMap(Optional::stream)
                .toList());
    if (fill == FillOrder.AUTO) {
      dates.stream()
          .map(List::of)
          .map(FramePlanner::credit)
          .map(FramePlanner::filledCredit)
          .forEach(credits::add);
    } else if (fill != FillOrder.NONE) {
      FramePlanner.credit(dates).ifPresent(credits::add);
    }
    return credits.stream().distinct().toList();
  }
}

package io.terralapse.quicklook;

import io.terralapse.bands.BandRecipe;
import io.terralapse.draw.ChannelTone;
import io.terralapse.encode.Poster;
import io.terralapse.geo.Crs;
import io.terralapse.geo.GroundScale;
import io.terralapse.model.DataException;
import io.terralapse.model.Displacement;
import io.terralapse.model.FailureReason;
import io.terralapse.model.Frame;
import io.terralapse.model.Grid;
import io.terralapse.model.Location;
import io.terralapse.model.Picture;
import io.terralapse.model.Quantity;
import io.terralapse.model.Scene;
import io.terralapse.quicklook.QuickLookResult.Missing;
import io.terralapse.read.OpenWindows;
import io.terralapse.read.SceneRequest;
import io.terralapse.run.Progress;
import io.terralapse.run.Workers;
import io.terralapse.tone.Stretch;
import io.terralapse.tone.StretchEstimator;
import io.terralapse.tone.ToneSample;
import io.terralapse.tone.ToneSettings;
import io.terralapse.warp.Kernel;
import io.terralapse.warp.Warper;
import io.terralapse.window.WindowStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Draws small pictures of candidates from their overviews, in one stretch, without alignment and
 * tone correction.
 *
 * <p>In: extents in any CRS. Out: a JPEG for each, no larger than requested, or why there is none.
 * What is read is kept in the window store. Bad data: a scene that cannot be read has no picture.
 * Pictures are drawn in parallel; each takes at most {@value #WORKER_BYTES} bytes besides what the
 * window store takes.
 */
public final class QuickLooks {
  private static final Logger LOG = LoggerFactory.getLogger(QuickLooks.class);

  /** Longest side, pixels. */
  static final int LONGEST_SIDE = 1280;

  private static final int SHORTEST_SIDE = 48;

  /** Side of the pictures from which the stretch is estimated. */
  private static final int TONE_SIDE = 128;

  /** Bytes of a JPEG per pixel at the first quality: satellite images that fill the picture. */
  private static final double BYTES_PER_PIXEL = 0.3;

  private static final double[] QUALITIES = {0.8, 0.65, 0.5, 0.35};

  /** Sides that are tried, as parts of the one that should fit. */
  private static final double[] SIDES = {1, 0.7, 0.45, 0.25};

  /** Most bytes of windows of a scene, uncompressed: 11,000 x 11,000 pixels of one byte. */
  private static final long MOST_LOCAL_BYTES = 128L << 20;

  /** All windows above {@value #SMALL_BYTES} bytes, which show that overviews are missing. */
  private static final long ALL_LARGE_BYTES = 4L << 30;

  private static final long SMALL_BYTES = 16L << 20;

  /** The same for a scene on a server, and for all of them. */
  private static final long MOST_REMOTE_BYTES = 4L << 20;

  private static final long ALL_REMOTE_BYTES = 128L << 20;

  /** The virtual machine itself, as in {@link io.terralapse.run.MemoryPlan}. */
  private static final long PROCESS_BYTES = 220L << 20;

  /** A frame of the longest side, its picture and source rows. */
  private static final long WORKER_BYTES = 96L << 20;

  private final BandRecipe bands;
  private final ToneSettings tone;
  private final WindowStore store;
  private final Progress progress;

  /** What is read for a picture. */
  private record Sources(QuickLookRequest request, BandRecipe recipe, List<SceneRequest> scenes) {}

  /** What is read, or why nothing is. */
  private record Found(Optional<Sources> sources, QuickLookResult otherwise) {
    static Found without(Missing why) {
      return new Found(Optional.empty(), QuickLookResult.without(why));
    }
  }

  /**
   * Prepares pictures.
   *
   * @param bands which bands are read and how they become channels
   * @param tone the settings of the stretch
   * @param store reads the windows of overviews
   */
  public QuickLooks(BandRecipe bands, ToneSettings tone, WindowStore store, Progress progress) {
    this.bands = bands;
    this.tone = tone;
    this.store = store;
    this.progress = progress;
  }

  /** How many pictures to draw at the same time. */
  public static int workers(long memoryBytes, int jobs) {
    return (int) Math.max(1, Math.min(jobs, (memoryBytes - PROCESS_BYTES) / WORKER_BYTES));
  }

  /**
   * Draws the pictures.
   *
   * @param requests those of scenes on servers are read in this order, as far as they are cheap
   * @return one for each request, in order
   * @throws java.util.concurrent.CancellationException if the run was cancelled
   */
  public List<QuickLookResult> draw(List<QuickLookRequest> requests, Workers workers)
      throws Exception {
    List<Found> found = new ArrayList<>();
    long remote = 0;
    long large = 0;
    for (QuickLookRequest request : requests) {
      Found one = find(request, ALL_REMOTE_BYTES - remote, ALL_LARGE_BYTES - large);
      remote += one.sources().map(QuickLooks::remoteBytes).orElse(0L);
      large += one.sources().map(QuickLooks::largeBytes).orElse(0L);
      found.add(one);
    }
    progress.stage("reading overviews", found.size());
    List<Optional<ToneSample>> samples =
        workers.map(found, one -> stepped(one.sources().flatMap(this::findSample)));
    Stretch stretch =
        StretchEstimator.estimate(
            samples.stream().flatMap(Optional::stream).toList(),
            ChannelTone.of(tone, bands),
            quantity(requests));
    progress.stage("drawing quick looks", found.size());
    return workers.map(
        found,
        one -> stepped(one.sources().map(what -> draw(what, stretch)).orElse(one.otherwise())));
  }

  private <T> T stepped(T result) {
    progress.step();
    return result;
  }

  private Quantity quantity(List<QuickLookRequest> requests) {
    return bands.quantity(
        requests.isEmpty()
            ? Quantity.DISPLAY
            : requests.get(0).acquisition().scenes().get(0).quantity());
  }

  /**
   * What has to be read for a picture.
   *
   * @param remoteLeft bytes that may be read from servers
   * @param largeLeft bytes of large windows that may be read
   */
  private Found find(QuickLookRequest request, long remoteLeft, long largeLeft) {
    List<Scene> scenes = request.acquisition().scenes();
    BandRecipe recipe = bands.forScenes(scenes);
    Grid grid = grid(request, 1);
    List<SceneRequest> sources = new ArrayList<>();
    for (Scene scene : scenes) {
      if (recipe.findIn(scene).isEmpty()) {
        return Found.without(Missing.BANDS);
      }
      Optional<SceneRequest> source =
          SceneRequest.find(grid, request.acquisition(), scene, bands, 0);
      source.ifPresent(sources::add);
    }
    Sources all = new Sources(request, recipe, sources);
    boolean large =
        sources.stream()
            .anyMatch(one -> bytes(one) > (isRemote(one) ? MOST_REMOTE_BYTES : MOST_LOCAL_BYTES));
    if (sources.isEmpty() || large || largeBytes(all) > largeLeft) {
      return Found.without(Missing.OVERVIEWS);
    }
    return remoteBytes(all) > remoteLeft
        ? Found.without(Missing.REMOTE)
        : new Found(Optional.of(all), QuickLookResult.without(Missing.NOTHING));
  }

  private static long remoteBytes(Sources sources) {
    return sources.scenes().stream()
        .filter(QuickLooks::isRemote)
        .mapToLong(QuickLooks::bytes)
        .sum();
  }

  private static long largeBytes(Sources sources) {
    return sources.scenes().stream()
        .mapToLong(QuickLooks::bytes)
        .filter(bytes -> bytes > SMALL_BYTES)
        .sum();
  }

  private static long bytes(SceneRequest source) {
    return source.parts().stream().mapToLong(WindowStore::bytes).sum();
  }

  private static boolean isRemote(SceneRequest source) {
    return source.scene().files().stream().anyMatch(Location.Remote.class::isInstance);
  }

  private Optional<ToneSample> findSample(Sources sources) {
    Grid grid = grid(sources.request(), 1);
    double factor = Math.max(grid.width(), grid.height()) / (double) TONE_SIDE;
    try {
      Frame frame = channels(sources, grid.coarser(Math.max(1, factor)));
      boolean[] everywhere = new boolean[frame.flags().length];
      Arrays.fill(everywhere, true);
      ToneSample sample = ToneSample.of(frame, everywhere);
      return sample.isEmpty() ? Optional.empty() : Optional.of(sample);
    } catch (IOException unreadable) {
      // Said of the picture, which is drawn next.
      return Optional.empty();
    }
  }

  private QuickLookResult draw(Sources sources, Stretch stretch) {
    QuickLookRequest request = sources.request();
    try {
      byte[] jpeg = {};
      Grid grid = grid(request, 1);
      for (double part : SIDES) {
        grid = grid(request, part);
        Picture picture = stretch.apply(channels(sources, grid));
        for (double quality : QUALITIES) {
          jpeg = Poster.jpeg(picture, quality);
          if (jpeg.length <= request.mostBytes()) {
            return QuickLookResult.of(new QuickLook(grid, jpeg));
          }
        }
      }
      return QuickLookResult.of(new QuickLook(grid, jpeg));
    } catch (DataException damaged) {
      return QuickLookResult.unreadable(FailureReason.of(damaged));
    } catch (IOException unreadable) {
      LOG.debug("no quick look of {}", request.acquisition().id(), unreadable);
      return QuickLookResult.unreadable(FailureReason.of(unreadable));
    }
  }

  private Frame channels(Sources sources, Grid grid) throws IOException {
    try (OpenWindows open = OpenWindows.of(store, sources.scenes())) {
      Frame warped =
          new Warper(grid, Kernel.BILINEAR, Warper.LATTICE_ERROR_PX)
              .warp(open.scenes(), Displacement.NONE);
      return sources.recipe().apply(warped);
    }
  }

  /**
   * The grid of a picture.
   *
   * @param part of the side that should fit the bytes
   */
  private static Grid grid(QuickLookRequest request, double part) {
    Envelope extent = request.extent();
    double longer = Math.max(extent.getWidth(), extent.getHeight());
    double shape = longer * longer / extent.getArea();
    double fitting = Math.sqrt(request.mostBytes() / BYTES_PER_PIXEL * shape);
    double side = Math.max(SHORTEST_SIDE, part * Math.min(LONGEST_SIDE, fitting));
    double pixel = longer / side;
    Crs crs = Crs.of(request.crs());
    GroundScale ground = GroundScale.at(crs, extent.centre().x, extent.centre().y);
    return new Grid(
        request.crs(),
        extent.getMinX(),
        extent.getMaxY(),
        pixel,
        pixel * ground.metresPerX(),
        even(extent.getWidth() / pixel),
        even(extent.getHeight() / pixel));
  }

  private static int even(double pixels) {
    return Math.max(2, 2 * (int) Math.ceil(pixels / 2 - 1e-6));
  }
}

package io.terralapse.align;

import io.terralapse.geo.Crs;
import io.terralapse.model.FailureReason;
import io.terralapse.model.Frame;
import io.terralapse.model.Grid;
import io.terralapse.model.Shift;
import io.terralapse.model.UserError;
import io.terralapse.raster.cog.CogGeoreference;
import io.terralapse.raster.cog.CogWriter;
import io.terralapse.read.OpenWindows;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.read.SceneRequest;
import io.terralapse.read.WindowReach;
import io.terralapse.run.Progress;
import io.terralapse.run.Workers;
import io.terralapse.warp.Kernel;
import io.terralapse.warp.Warper;
import io.terralapse.window.WindowRequest;
import io.terralapse.window.WindowStore;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the aligned frames with the bands' own values as cloud-optimised GeoTIFFs, for other
 * tools: the pixels that the video's frames are toned from.
 */
public final class AlignedFrameWriter {
  private static final Pattern EPSG = Pattern.compile("EPSG:(\\d{4,5})");

  /** Files that were being written; the second form is that of earlier versions. */
  private static final String UNFINISHED = ".{*.tif,????????-????-????-????-????????????}.part";

  /** Another job may be writing into the same folder: a file takes minutes at most. */
  private static final Duration UNFINISHED_AGE = Duration.ofHours(1);

  private final Grid grid;
  private final Kernel kernel;
  private final WindowStore store;

  /** Frames on {@code grid}, resampled once with {@code kernel}. */
  public AlignedFrameWriter(Grid grid, Kernel kernel, WindowStore store) {
    this.grid = grid;
    this.kernel = kernel;
    this.store = store;
  }

  /**
   * Writes one file for each date.
   *
   * @param dates in order of time
   * @param folder made if missing
   * @param threads frames that are made at the same time, at least 1
   * @return the files, in the order of the dates
   * @throws UserError if the folder cannot be made, or the frames' CRS has no EPSG code to write
   */
  public List<Path> write(
      List<ReadAcquisition> dates,
      SequenceAlignment alignment,
      Path folder,
      int threads,
      Progress progress)
      throws Exception {
    CogGeoreference georeference = georeference();
    try {
      Files.createDirectories(folder);
      deleteUnfinished(folder);
    } catch (IOException failure) {
      throw UserError.environment(
          "--write-aligned: "
              + folder
              + " cannot be written ("
              + FailureReason.of(failure)
              + "); name another folder.",
          failure);
    }
    progress.stage("writing", dates.size());
    Warper warper = new Warper(grid, kernel, Warper.LATTICE_ERROR_PX);
    try (Workers workers = new Workers("frames", threads)) {
      return workers.map(
          dates,
          date -> {
            Path file = folder.resolve(name(date));
            CogWriter.write(
                file, frame(date, alignment.shiftOf(date), warper), georeference, bands(date));
            progress.step();
            return file;
          });
    }
  }

  /** Deletes what killed runs have left. */
  private static void deleteUnfinished(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, UNFINISHED)) {
      Instant oldest = Instant.now().minus(UNFINISHED_AGE);
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private Frame frame(ReadAcquisition date, Shift shift, Warper warper) throws IOException {
    List<SceneRequest> requests =
        WindowReach.of(grid, date.requests(), shift.appliedDisplacement());
    try (OpenWindows windows = OpenWindows.of(store, requests)) {
      return warper.warp(windows.scenes(), shift.appliedDisplacement());
    }
  }

  private CogGeoreference georeference() {
    if (!grid.hasGroundSize()) {
      return CogGeoreference.none();
    }
    Matcher code = EPSG.matcher(grid.crs());
    if (!code.matches()) {
      throw UserError.usage(
          "--write-aligned: the frames' CRS has no EPSG code; set grid.t_srs to one that has.");
    }
    int number = Integer.parseInt(code.group(1));
    return Crs.of(grid.crs()).isGeographic()
        ? CogGeoreference.geographic(grid.transform(), number)
        : CogGeoreference.projected(grid.transform(), number);
  }

  /** Sorts by date, and needs no quoting in file systems and shells. */
  private static String name(ReadAcquisition date) {
    String text = date.acquisition().acquired().text() + "_" + date.id();
    return text.replaceAll("[^A-Za-z0-9._-]", "-") + ".tif";
  }

  /** In the order of the frame's bands. */
  private static List<String> bands(ReadAcquisition date) {
    SceneRequest first = date.requests().get(0);
    int count = first.planes().stream().mapToInt(List::size).sum();
    String[] names = new String[count];
    for (int part = 0; part < first.parts().size(); part++) {
      WindowRequest request = first.parts().get(part);
      List<Integer> planes = first.planes().get(part);
      for (int i = 0; i < planes.size(); i++) {
        names[planes.get(i)] = request.bands().get(i).name();
      }
    }
    return new ArrayList<>(Arrays.asList(names));
  }
}

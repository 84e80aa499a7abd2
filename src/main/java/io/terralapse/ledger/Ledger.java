package io.terralapse.ledger;

import io.terralapse.draw.FrameKey;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.Grid;
import io.terralapse.model.InputFile;
import io.terralapse.model.Issue;
import io.terralapse.model.Shift;
import io.terralapse.model.ToneCorrection;
import io.terralapse.onset.Onset;
import io.terralapse.revisit.Gap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a run did with every scene that it found, so that readers can check the video.
 *
 * @param job what was run
 * @param grid the frames' grid; empty if the run ended before there was one
 * @param reference the date that the others were aligned to; empty if there is none
 * @param outputs published files, the table of the ledger among them, without the ledger itself
 * @param scenes one entry a scene, in order of date, then id
 * @param issues what was wrong on the way, files that are no scenes among it
 * @param look how values became colours; empty if no frame was drawn
 * @param gaps times without a date, of scenes from a catalogue
 * @param onsets the first change of each area that it was looked for in
 * @param second the second panel of the frames; empty if they have one
 * @param frames by what a later run tells whether each frame is the same; empty if none was drawn
 */
public record Ledger(
    Job job,
    Optional<Grid> grid,
    Optional<Reference> reference,
    List<Output> outputs,
    List<Entry> scenes,
    List<Issue> issues,
    Optional<Look> look,
    List<Gap> gaps,
    List<Onset> onsets,
    Optional<Panel> second,
    List<FrameKey> frames) {

  /** A ledger without gaps and onsets. */
  public Ledger(
      Job job,
      Optional<Grid> grid,
      Optional<Reference> reference,
      List<Output> outputs,
      List<Entry> scenes,
      List<Issue> issues,
      Optional<Look> look) {
    this(
        job,
        grid,
        reference,
        outputs,
        scenes,
        issues,
        look,
        List.of(),
        List.of(),
        Optional.empty(),
        List.of());
  }

  /**
   * The same ledger with what is known when all is drawn.
   *
   * @param panel the account of the second panel of the frames
   */
  public Ledger with(Optional<Panel> panel, List<FrameKey> keys) {
    return new Ledger(
        job, grid, reference, outputs, scenes, issues, look, gaps, onsets, panel, keys);
  }

  /** The same ledger with one more published file. */
  public Ledger with(Output more) {
    List<Output> all = new ArrayList<>(outputs);
    all.add(more);
    return new Ledger(
        job, grid, reference, all, scenes, issues, look, gaps, onsets, second, frames);
  }

  /**
   * The account of a panel of the frames.
   *
   * @param title its headline
   * @param grid of the panel alone
   * @param reference the date that its dates were aligned to; empty if there is none
   * @param look how values became colours
   * @param scenes one entry a scene, in order of date, then id
   */
  public record Panel(
      Optional<String> title,
      Grid grid,
      Optional<Reference> reference,
      Look look,
      List<Entry> scenes) {
    /** Copies the list. */
    public Panel {
      scenes = List.copyOf(scenes);
    }
  }

  /** Copies the lists. */
  public Ledger {
    gaps = List.copyOf(gaps);
    onsets = List.copyOf(onsets);
    outputs = List.copyOf(outputs);
    scenes = List.copyOf(scenes);
    issues = List.copyOf(issues);
    frames = List.copyOf(frames);
  }

  /**
   * The run.
   *
   * @param name base name of the outputs
   * @param toolVersion version of the program
   * @param codeVersion hash of the program's own code, which tells builds of one version apart
   * @param settingsHash hash of every setting that can change an output
   * @param scenesHash hash of the scenes: their ids, dates and contents; with {@code settingsHash}
   *     it tells whether a run would change anything
   * @param lockHash hash of the lock that the video depends on; empty if there is none
   * @param inputs the files that settings name and that the video depends on beside its scenes
   * @param revealLocation false keeps coordinates and folders out of what is written
   */
  public record Job(
      String name,
      String toolVersion,
      String codeVersion,
      String settingsHash,
      String scenesHash,
      String lockHash,
      List<InputFile> inputs,
      boolean revealLocation) {

    /** Copies the list. */
    public Job {
      inputs = List.copyOf(inputs);
    }
  }

  /**
   * How values became colours, the same for all frames.
   *
   * @param bands display name of the requested bands
   * @param caption what the frames say of it; empty for natural colours
   * @param channels one, or those shown as red, green and blue
   * @param curve name of the shape of the tone curve
   * @param saturation of three channels; 1 leaves colours as they are
   * @param colourMap name of the colours of a single channel
   * @param enlargement side of a native pixel of the finest scene, in pixels of the frame
   * @param leftOut furniture that the frames have no space for
   */
  public record Look(
      String bands,
      Optional<String> caption,
      List<ChannelStretch> channels,
      double gamma,
      String curve,
      double saturation,
      Optional<String> colourMap,
      double enlargement,
      List<String> leftOut) {

    /** Copies the lists. */
    public Look {
      channels = List.copyOf(channels);
      leftOut = List.copyOf(leftOut);
    }
  }

  /**
   * The range of one channel that is shown.
   *
   * @param name a band or a formula over bands
   * @param low dark end of the range, physical units; darker values are black or nearly black
   * @param high bright end of the range; brighter values are white or nearly white
   */
  public record ChannelStretch(String name, double low, double high) {}

  /** The anchor of the alignment, and one sentence on why it is that one. */
  public record Reference(String sceneId, String why) {}

  /**
   * A published file.
   *
   * @param file its name, beside the ledger
   * @param rendition shape it belongs to
   * @param frames pictures in it: 1 for a still
   * @param durationSeconds length of a video; empty for a still image
   * @param segments the segments of a video, in order; empty for other files
   * @param encoding how it was made of the finished pictures; empty for files that are made quickly
   * @param use where it is published, and what was changed for that
   */
  public record Output(
      String file,
      String rendition,
      long bytes,
      String sha256,
      int frames,
      OptionalDouble durationSeconds,
      List<Segment> segments,
      Optional<Encoding> encoding,
      Use use) {

    /** Copies the list. */
    public Output {
      segments = List.copyOf(segments);
    }

    /** A file that is not for one place more than for another. */
    public Output(
        String file,
        String rendition,
        long bytes,
        String sha256,
        int frames,
        OptionalDouble durationSeconds,
        List<Segment> segments,
        Optional<Encoding> encoding) {
      this(file, rendition, bytes, sha256, frames, durationSeconds, segments, encoding, Use.ANY);
    }

    /** A copy of the file under another name, of another rendition. */
    public Output copied(String name, String ofRendition) {
      return new Output(
          name, ofRendition, bytes, sha256, frames, durationSeconds, segments, encoding, use);
    }

    /** The file with its use. */
    public Output with(Use other) {
      return new Output(
          file, rendition, bytes, sha256, frames, durationSeconds, segments, encoding, other);
    }

    /** A file that is not encoded of all pictures. */
    public Output(
        String file,
        String rendition,
        long bytes,
        String sha256,
        int frames,
        OptionalDouble durationSeconds) {
      this(file, rendition, bytes, sha256, frames, durationSeconds, List.of(), Optional.empty());
    }
  }

  /**
   * How a file was made of the finished pictures.
   *
   * @param key hash of everything that went into it: a later run keeps the file if it is the same;
   *     empty for a video of segments, which have their own
   * @param mediaType with codecs, as browsers take it
   * @param givenUp what was given up for a limit of bytes, a phrase each
   * @param crf the quantizer of a video of segments, where a limit of bytes decided it
   */
  public record Encoding(String key, String mediaType, List<String> givenUp, OptionalInt crf) {
    /** Copies the list. */
    public Encoding {
      givenUp = List.copyOf(givenUp);
    }

    /** A file whose settings decided the quality. */
    public Encoding(String key, String mediaType, List<String> givenUp) {
      this(key, mediaType, givenUp, OptionalInt.empty());
    }
  }

  /**
   * Where a file is published.
   *
   * @param places names of places, often none
   * @param notes what was changed for them, one sentence each
   */
  public record Use(List<String> places, List<String> notes) {
    /** Anywhere. */
    public static final Use ANY = new Use(List.of(), List.of());

    /** Copies the lists. */
    public Use {
      places = List.copyOf(places);
      notes = List.copyOf(notes);
    }
  }

  /**
   * A segment of a video: a later run takes its bytes from the video if nothing that went into it
   * has changed.
   *
   * @param key hash of everything that went into it
   * @param sha256 of its coded units, parameter sets first, each after its length in four bytes
   * @param pictures distinct pictures
   * @param frames coded frames: as many, unless pictures are repeated
   */
  public record Segment(String key, String sha256, int pictures, int frames) {}

  /**
   * A file that a scene is made of.
   *
   * @param path relative to the configuration, or as configured
   * @param key content key of what was read of it; empty if nothing was
   */
  public record Asset(String path, Optional<String> key) {

    /** The path, or only the part after its last slash if folders must not be revealed. */
    String shown(boolean reveal) {
      int end = path.endsWith("/") ? path.length() - 1 : path.length();
      return reveal ? path : path.substring(path.lastIndexOf('/', end - 1) + 1);
    }
  }

  /** The frame that a scene is shown in, and when. */
  public record Slot(int frameIndex, double startSeconds, double endSeconds) {}

  /**
   * A scene.
   *
   * @param acquisitionId the frame's acquisition; its own id if the scene was dropped before there
   *     was one
   * @param coveragePercent share of the area with data, of the whole acquisition; empty if it was
   *     not read
   * @param cloudPercent share of the area under cloud; empty when unknown
   * @param persistentCloudPercent share of the pixels with data that the mask calls cloud but that
   *     count as bright ground
   * @param shift what was measured; {@link Shift#OFF} if nothing was
   * @param tone correction of its values
   * @param filledPercent share of the area that the frame shows of other dates
   * @param filledFrom those dates' acquisitions, in the order in which they were tried
   * @param reason an identifier for why it was dropped; empty if it was used
   * @param detail the same in a sentence
   * @param slot where it is shown; empty if it was dropped
   */
  public record Entry(
      String id,
      String acquisitionId,
      List<Asset> assets,
      String sensor,
      AcquisitionDate acquired,
      OptionalDouble coveragePercent,
      OptionalDouble cloudPercent,
      Optional<String> cloudSource,
      double persistentCloudPercent,
      Shift shift,
      ToneCorrection tone,
      double filledPercent,
      List<String> filledFrom,
      Optional<String> reason,
      Optional<String> detail,
      Optional<Slot> slot) {
    private static final Set<String> PLACELESS =
        Set.of(
            "superseded",
            "coverage",
            "cloud",
            "dates",
            "months",
            "drop",
            "off-nadir",
            "best_per",
            "bands",
            "values",
            "single",
            "refused");

    /** Copies the lists. */
    public Entry {
      assets = List.copyOf(assets);
      filledFrom = List.copyOf(filledFrom);
    }

    /** The mean gain of its channels; empty if corrections are off or it is not shown. */
    public OptionalDouble gain() {
      return tone.gain().stream().mapToDouble(Double::doubleValue).average();
    }

    /**
     * The sentence on why it was dropped; where places must not be revealed, only of reasons whose
     * sentences name neither files nor positions.
     */
    Optional<String> shownDetail(boolean reveal) {
      return reveal || PLACELESS.contains(reason.orElse("")) ? detail : Optional.empty();
    }

    /** Whether the scene is shown. */
    public boolean used() {
      return reason.isEmpty();
    }
  }
}

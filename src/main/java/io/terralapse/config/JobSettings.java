package io.terralapse.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.terralapse.access.http.HttpSettings;
import io.terralapse.align.core.CoregisterSettings;
import io.terralapse.annotation.AnnotationFile;
import io.terralapse.bands.BandSettings;
import io.terralapse.catalog.CatalogSettings;
import io.terralapse.encode.PosterSettings;
import io.terralapse.encode.VideoSettings;
import io.terralapse.encode.format.FormatSettings;
import io.terralapse.furniture.FurnitureSettings;
import io.terralapse.geo.GeoSettings;
import io.terralapse.grid.AreaOfInterest;
import io.terralapse.grid.GridSettings;
import io.terralapse.onset.OnsetArea;
import io.terralapse.pace.PaceSettings;
import io.terralapse.page.PageSettings;
import io.terralapse.rendition.RenditionSettings;
import io.terralapse.select.FillOrder;
import io.terralapse.select.SelectSettings;
import io.terralapse.sheet.SheetSettings;
import io.terralapse.tone.ToneSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A job, validated: the settings of every feature, and those of the run.
 *
 * @param name base name of every output file
 * @param fill from which dates gaps in frames are filled
 * @param overlays files of annotations, often none
 * @param onset areas whose first change is looked for, often none
 * @param outputDir folder of the outputs, absolute
 * @param cacheDir folder of windows, edges and segments, absolute
 * @param cacheMaxBytes most that the cache may hold
 * @param http how servers are reached
 * @param memoryBytes byte budget of the whole process
 * @param jobs threads, at least 1
 * @param revealLocation false keeps coordinates and folders out of everything that is published
 * @param baseUrl address at which the output folder can be read, if it is known
 * @param watch when {@code watch} renders
 * @param mp4 whether to write the video
 * @param poster whether to write the poster
 * @param stills how the poster is made
 * @param pair whether to write first and last frame as one picture
 * @param alignmentPage whether to write the page of the alignment
 * @param renditions further shapes and sizes, those of places among them
 * @param places where the time-lapse is published
 * @param focus the part of the area that matters most
 * @param sheet the contact sheet
 * @param chart whether to write the strip chart
 * @param formats further formats of the frames
 * @param pages which files for readers are written beside the video
 * @param comparison a second panel
 * @param settingsText every setting that can change an output, as canonical text without machine
 *     paths
 */
public record JobSettings(
    String name,
    CatalogSettings catalog,
    SelectSettings select,
    GridSettings grid,
    GeoSettings geo,
    CoregisterSettings coregister,
    ToneSettings tone,
    FurnitureSettings furniture,
    VideoSettings video,
    PaceSettings pace,
    BandSettings bands,
    FillOrder fill,
    List<AnnotationFile> overlays,
    List<OnsetArea> onset,
    Path outputDir,
    Path cacheDir,
    long cacheMaxBytes,
    HttpSettings http,
    @JsonProperty("memory") long memoryBytes,
    int jobs,
    boolean revealLocation,
    Optional<URI> baseUrl,
    WatchSettings watch,
    boolean mp4,
    boolean poster,
    PosterSettings stills,
    boolean pair,
    @JsonProperty("alignment") boolean alignmentPage,
    SheetSettings sheet,
    boolean chart,
    FormatSettings formats,
    PageSettings pages,
    List<RenditionSettings> renditions,
    @JsonProperty("for") List<String> places,
    Optional<AreaOfInterest> focus,
    Optional<Comparison> comparison,
    String settingsText) {

  /** Copies the lists. */
  public JobSettings {
    overlays = List.copyOf(overlays);
    onset = List.copyOf(onset);
    renditions = List.copyOf(renditions);
    places = List.copyOf(places);
  }

  /** Whether the job's own poster shows the first frame, instead of the last. */
  public boolean hasFirstFrameOnPoster() {
    return stills.frame() == PosterSettings.Frame.FIRST;
  }

  /** Whether the frames have a second panel with dates of its own. */
  public boolean hasTwoSequences() {
    return comparison.filter(two -> !two.sameScenes()).isPresent();
  }

  /** The rendition whose animated picture the mail shows; empty if it shows a still. */
  public Optional<RenditionSettings> emailGif() {
    return pages.emailPicture() == PageSettings.EmailPicture.POSTER
        ? Optional.empty()
        : renditions.stream()
            .filter(one -> one.name().equals(PlaceExpansion.EMAIL))
            .filter(one -> one.formats().gif().isPresent())
            .findFirst();
  }

  /** The job's own rendition, whose name is empty. */
  public RenditionSettings main() {
    return new RenditionSettings(
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        RenditionSettings.Crop.NONE,
        mp4,
        poster,
        video,
        formats,
        pace,
        stills,
        pair,
        false,
        Optional.empty());
  }

  /** All renditions, the job's own first. */
  public List<RenditionSettings> allRenditions() {
    List<RenditionSettings> all = new ArrayList<>(List.of(main()));
    all.addAll(renditions);
    return all;
  }

  /** The settings of a job whose frames have a second panel. */
  JobSettings with(Comparison compared) {
    return new JobSettings(
        name,
        catalog,
        select,
        grid,
        geo,
        coregister,
        tone,
        furniture,
        video,
        pace,
        bands,
        fill,
        overlays,
        onset,
        outputDir,
        cacheDir,
        cacheMaxBytes,
        http,
        memoryBytes,
        jobs,
        revealLocation,
        baseUrl,
        watch,
        mp4,
        poster,
        stills,
        pair,
        alignmentPage,
        sheet,
        chart,
        formats,
        pages,
        renditions,
        places,
        focus,
        Optional.of(compared),
        settingsText);
  }
}

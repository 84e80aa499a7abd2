package io.terralapse.ledger;

import io.terralapse.draw.FrameFilling.Filled;
import io.terralapse.model.Acquisition;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Grid;
import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import io.terralapse.model.MaskBand;
import io.terralapse.model.Scene;
import io.terralapse.model.Shift;
import io.terralapse.model.ToneCorrection;
import io.terralapse.onset.Onset;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.read.SceneRequest;
import io.terralapse.revisit.Gap;
import io.terralapse.select.Clearness;
import io.terralapse.select.CloudSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Collects what every stage recorded about every scene into the ledger. Not thread-safe. */
public final class LedgerBuilder {
  /** Why a date is not used for which the other panel of its frame has no picture. */
  public static final String COMPARE = "compare";

  private final Path base;
  private final Map<String, ReadAcquisition> readByScene = new HashMap<>();
  private final List<Ledger.Entry> entries = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private final List<Onset> onsets = new ArrayList<>();

  /**
   * Begins a ledger.
   *
   * @param base the configuration's folder; paths of scenes are written relative to it
   */
  public LedgerBuilder(Path base) {
    this.base = base;
  }

  /** Records what pass 1 measured of scenes, whether they are used or not. */
  public void addRead(List<ReadAcquisition> dates) {
    for (ReadAcquisition date : dates) {
      date.acquisition().scenes().forEach(scene -> readByScene.put(scene.id(), date));
    }
  }

  /**
   * Adds the scenes that are used.
   *
   * @param dates in order of time
   * @param shiftOf each date's shift
   * @param toneOf each date's correction of tone
   * @param slotOf the first of the frames that show a date, by its index, with the time of all of
   *     them; empty if none does, as in one panel of two, and the date counts as dropped
   * @param filled what was filled of each frame, by its index
   */
  public void addUsed(
      List<ReadAcquisition> dates,
      Function<ReadAcquisition, Shift> shiftOf,
      Function<ReadAcquisition, ToneCorrection> toneOf,
      IntFunction<Optional<Ledger.Slot>> slotOf,
      IntFunction<Filled> filled) {
    for (int i = 0; i < dates.size(); i++) {
      ReadAcquisition date = dates.get(i);
      Optional<Ledger.Slot> found = slotOf.apply(i);
      if (found.isEmpty()) {
        addDropped(
            date.acquisition().scenes().stream()
                .map(
                    scene ->
                        new DroppedScene(
                            scene,
                            COMPARE,
                            scene.id()
                                + " is not used: there is no picture for the other panel of its"
                                + " frame."))
                .toList());
        continue;
      }
      Ledger.Slot slot = found.get();
      Shift shift = shiftOf.apply(date);
      ToneCorrection tone = toneOf.apply(date);
      for (Scene scene : date.acquisition().scenes()) {
        entries.add(
            entry(
                scene,
                date.acquisition(),
                shift,
                tone,
                filled.apply(slot.frameIndex()),
                Optional.empty(),
                Optional.of(slot)));
      }
    }
  }

  /** Adds times without a date. */
  public void addGaps(List<Gap> found) {
    gaps.addAll(found);
  }

  /** Adds the first changes of areas. */
  public void addOnsets(List<Onset> found) {
    onsets.addAll(found);
  }

  /** Adds scenes that are not used. */
  public void addDropped(List<DroppedScene> dropped) {
    for (DroppedScene one : dropped) {
      Acquisition alone =
          new Acquisition(one.scene().id(), one.scene().acquired(), List.of(one.scene()));
      entries.add(
          entry(
              one.scene(),
              alone,
              Shift.OFF,
              ToneCorrection.OFF,
              Filled.NOTHING,
              Optional.of(one),
              Optional.empty()));
    }
  }

  private Ledger.Entry entry(
      Scene scene,
      Acquisition acquisition,
      Shift shift,
      ToneCorrection tone,
      Filled filled,
      Optional<DroppedScene> dropped,
      Optional<Ledger.Slot> slot) {
    Optional<Clearness> clearness =
        Optional.ofNullable(readByScene.get(scene.id())).map(ReadAcquisition::clearness);
    return new Ledger.Entry(
        scene.id(),
        acquisition.id(),
        assets(scene),
        scene.product().sensor(),
        scene.acquired(),
        clearness.map(c -> OptionalDouble.of(c.coveragePercent())).orElse(OptionalDouble.empty()),
        clearness.map(Clearness::cloudPercent).orElse(scene.conditions().cloudPercent()),
        clearness.isPresent()
            ? clearness.flatMap(Clearness::cloudSource).map(CloudSource::word)
            : scene.conditions().cloudPercent().isPresent()
                ? Optional.of(CloudSource.SCENE.word())
                : Optional.empty(),
        clearness.map(Clearness::persistentPercent).orElse(0.0),
        shift,
        tone,
        filled.percent(),
        filled.from().stream().map(ReadAcquisition::id).toList(),
        dropped.map(DroppedScene::reason),
        dropped.map(DroppedScene::detail),
        slot);
  }

  private List<Ledger.Asset> assets(Scene scene) {
    Optional<String> key =
        Optional.ofNullable(readByScene.get(scene.id())).flatMap(d -> key(d, scene));
    return Stream.concat(scene.files().stream(), scene.masks().stream().map(MaskBand::file))
        .distinct()
        .map(file -> new Ledger.Asset(shown(file), key))
        .toList();
  }

  private static Optional<String> key(ReadAcquisition date, Scene scene) {
    List<SceneRequest> requests = date.requests();
    for (int i = 0; i < requests.size(); i++) {
      if (requests.get(i).scene().id().equals(scene.id())) {
        return Optional.of(date.keys().get(i));
      }
    }
    return Optional.empty();
  }

  /**
   * Paths relative to the configuration; a file outside its folder is named without its folders.
   */
  private String shown(Location file) {
    if (file instanceof Location.Local local) {
      return shown(local.file());
    }
    return file instanceof Location.Member member
        ? shown(member.archive()) + "!/" + member.entry()
        : file.text();
  }

  private String shown(Path file) {
    Path root = base.toAbsolutePath().normalize();
    Path absolute = file.toAbsolutePath().normalize();
    Path shown = absolute.startsWith(root) ? root.relativize(absolute) : absolute.getFileName();
    return String.valueOf(shown).replace('\\', '/');
  }

  /** The entries by date, then id. */
  public List<Ledger.Entry> entries() {
    List<Ledger.Entry> sorted = new ArrayList<>(entries);
    sorted.sort(Comparator.comparing(Ledger.Entry::acquired).thenComparing(Ledger.Entry::id));
    return sorted;
  }

  /** A finished ledger of what was added until now, its entries by date, then id. */
  public Ledger finish(
      Ledger.Job header,
      Optional<Grid> grid,
      Optional<Ledger.Reference> reference,
      List<Ledger.Output> outputs,
      List<Issue> issues,
      Optional<Ledger.Look> look) {
    return new Ledger(
        header,
        grid,
        reference,
        outputs,
        entries(),
        issues,
        look,
        gaps,
        onsets,
        Optional.empty(),
        List.of());
  }
}

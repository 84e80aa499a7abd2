package io.terralapse.testkit;

import io.terralapse.ledger.Ledger;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import io.terralapse.model.Displacement;
import io.terralapse.model.Grid;
import io.terralapse.model.Shift;
import io.terralapse.model.ToneCorrection;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A small ledger: one aligned scene and one that was dropped unread. */
public final class Ledgers {
  /** The frames' grid. */
  public static final Grid GRID =
      new Grid("EPSG:26914", 500_000.5, 5_300_000, 2, 1.98765432, 640, 360);

  private static final ToneCorrection TONE =
      new ToneCorrection(
          ToneCorrection.Method.FULL,
          List.of(1.02, 1.0, 1.01),
          List.of(-0.001234567, 0.0, 0.0),
          0,
          0,
          12.345,
          0.0123456,
          "");

  private static final Shift ALIGNED =
      new Shift(
          1.23456789,
          -2.00004,
          0.033333,
          "translation",
          0.98765,
          0.25,
          42,
          7,
          0.061234567,
          Displacement.translation(1.23456789, -2.00004),
          true,
          Shift.Status.ALIGNED);

  private Ledgers() {}

  /** A run with one scene in the video, one that was dropped, a video and a poster. */
  public static Ledger ledger(boolean reveal) {
    return new Ledger(
        new Ledger.Job(
            "lakes",
            "0.1.0",
            "code-hash",
            "settings-hash",
            "scenes-hash",
            "lock-hash",
            List.of(),
            reveal),
        Optional.of(GRID),
        Optional.of(new Ledger.Reference("a", "a has the most neighbours.")),
        List.of(
            new Ledger.Output(
                "lakes.mp4", "default", 123_456, "ab12", 3, OptionalDouble.of(3.60000049)),
            new Ledger.Output("lakes.jpg", "default", 99, "cd34", 1, OptionalDouble.empty())),
        List.of(used("a", ALIGNED), dropped("b", "b covers 3 % of the area.")),
        List.of(),
        Optional.of(
            new Ledger.Look(
                "False colour",
                Optional.of("Near infrared, red, green"),
                List.of(
                    new Ledger.ChannelStretch("nir", 0.0123456789, 0.4),
                    new Ledger.ChannelStretch("red", 0, 1200),
                    new Ledger.ChannelStretch("green", -2.5, 1e-7)),
                1,
                "filmic",
                1.25,
                Optional.empty(),
                16.875,
                List.of("north arrow"))));
  }

  /** A run that found nothing. */
  public static Ledger empty() {
    return new Ledger(
        new Ledger.Job("lakes", "0.1.0", "b", "s", "c", "", List.of(), true),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  /** The same run with other scenes. */
  public static Ledger of(Ledger.Entry... entries) {
    Ledger ledger = ledger(true);
    return new Ledger(
        ledger.job(),
        ledger.grid(),
        ledger.reference(),
        ledger.outputs(),
        List.of(entries),
        List.of(),
        ledger.look());
  }

  /** A scene that is in the video. */
  public static Ledger.Entry used(String id, Shift shift) {
    return new Ledger.Entry(
        id,
        id,
        List.of(new Ledger.Asset("private/north field/a.tif", Optional.of("key-a"))),
        "naip",
        AcquisitionDate.on(LocalDate.of(2014, 7, 20), DateSource.FILENAME),
        OptionalDouble.of(99.98765),
        OptionalDouble.empty(),
        Optional.empty(),
        1.235,
        shift,
        TONE,
        0.005,
        List.of("b"),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new Ledger.Slot(0, 0, 0.8)));
  }

  /** A scene that was dropped for its coverage. */
  public static Ledger.Entry dropped(String id, String detail) {
    return new Ledger.Entry(
        id,
        id,
        List.of(new Ledger.Asset("private/b.tif", Optional.empty())),
        "unknown",
        AcquisitionDate.on(LocalDate.of(2015, 1, 2), DateSource.MANIFEST),
        OptionalDouble.empty(),
        OptionalDouble.of(12.345),
        Optional.of("mask"),
        0,
        Shift.OFF,
        ToneCorrection.OFF,
        0,
        List.of(),
        Optional.of("coverage"),
        Optional.of(detail),
        Optional.empty());
  }
}

package io.terralapse.planpage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.config.ConfigLoader;
import io.terralapse.config.JobSettings;
import io.terralapse.grid.GridSettings;
import io.terralapse.select.SelectSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the page does not choose is handed back so that it means the same. */
class OtherSettingsTest {
  private static JobSettings parse(String text) {
    return ConfigLoader.parse(text, Path.of("job.yaml"), Map.of(), Map.of());
  }

  @Test
  void defaultsAreLeftOut() {
    assertEquals(List.of(), OtherSettings.ofSelect(SelectSettings.DEFAULTS));
    assertEquals(List.of(), OtherSettings.ofGrid(GridSettings.DEFAULTS));
  }

  @Test
  void settingsAreReadBackAsTheyWere() {
    JobSettings job =
        parse(
            """
            name: job
            scenes: [scenes]
            grid: {tr: 2.5, r: near}
            select: {from: 2020-01-02, to: 2021-03-04, months: [11-2, 5], max_cloud: 12.5, min_coverage: 60,
              best_per: month, group_within: 2h, orbit: R094, max_off_nadir: 7.5, persistent_cloud: trust_mask}
            """);
    String text =
        "name: job\nscenes: [scenes]\ngrid:\n  "
            + String.join("\n  ", OtherSettings.ofGrid(job.grid()))
            + "\nselect:\n  "
            + String.join("\n  ", OtherSettings.ofSelect(job.select()))
            + "\n";
    JobSettings again = parse(text);
    assertEquals(job.select(), again.select());
    assertEquals(job.grid(), again.grid());
    assertEquals(
        parse("name: job\nscenes: [scenes]\ngrid: {size: 640x480}\n").grid(),
        parse(
                "name: job\nscenes: [scenes]\ngrid:\n  "
                    + OtherSettings.ofGrid(
                            parse("name: job\nscenes: [scenes]\ngrid: {size: 640x480}\n").grid())
                        .get(0)
                    + "\n")
            .grid());
  }
}

package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticScenes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** "Why these dates?", of a catalogue of Landsat 8 with a hole and two cloudy dates. */
@Slow
class CatalogueGapsTest {
  private static final Set<Integer> MISSING = Set.of(3, 4, 5);
  private static final Set<Integer> CLOUDY = Set.of(7, 8);

  @TempDir Path root = Path.of("");

  private Job job() throws IOException {
    Path folder = root.resolve("catalogue");
    List<Path> files =
        new SyntheticScenes(new SyntheticScenes.Options(160, 120, 10, 7, 1, false, false))
            .write(folder);
    for (int i = 0; i < 10; i++) {
      if (MISSING.contains(i)) {
        Files.delete(files.get(i));
        continue;
      }
      Instant time = Instant.parse("2020-01-03T16:20:00Z").plus(16L * i, ChronoUnit.DAYS);
      Files.writeString(
          folder.resolve("item-" + i + ".json"),
          ("{'type':'Feature','stac_version':'1.0.0','id':'item-"
                  + i
                  + "','properties':{'datetime':'"
                  + time
                  + "','platform':'landsat-8','eo:cloud_cover':"
                  + (CLOUDY.contains(i) ? 90 : 5)
                  + "},'assets':{'image':{'href':'./"
                  + files.get(i).getFileName()
                  + "','type':'image/tiff; application=geotiff','eo:bands':[{'common_name':'red'},"
                  + "{'common_name':'green'},{'common_name':'blue'}]}}}")
              .replace('\'', '"'));
    }
    return Job.in(root.resolve("job"), folder, "coregister: {model: off}");
  }

  private static List<String> causes(JsonNode gaps) {
    List<String> causes = new ArrayList<>();
    gaps.forEach(
        g -> causes.add(g.path("cause").asText() + " " + g.path("expectedPasses").asInt()));
    return causes;
  }

  @Test
  void planAndLedgerNameTheHoles() throws IOException {
    Job job = job();
    Job.Outcome plan = job.run("plan").exits(0);
    assertTrue(
        plan.out()
            .contains("2020-02-04 to 2020-04-08: 3 passes expected, no scene in the catalogue."),
        plan.out());
    List<String> expected = List.of("archive-gap 3", "cloudy 2");
    assertEquals(expected, causes(job.run("plan", "--json").exits(0).json().path("gaps")));
    job.run("render").exits(0);
    assertEquals(expected, causes(job.ledger().path("gaps")));
    for (JsonNode scene : job.ledger().path("scenes")) {
      boolean used = scene.path("status").asText().equals("used");
      assertEquals(used, scene.path("detail").isNull(), "each verdict has a sentence");
      assertEquals(used, scene.path("reason").isNull());
    }
  }

  @Test
  void aFolderOfFilesSaysNothingOfTheRest() throws IOException {
    Path folder = root.resolve("plain");
    new SyntheticScenes(SyntheticScenes.Options.of(160, 120, 3)).write(folder);
    Job job = Job.in(root.resolve("other"), folder);
    job.run("render").exits(0);
    assertEquals(0, job.ledger().path("gaps").size());
  }
}

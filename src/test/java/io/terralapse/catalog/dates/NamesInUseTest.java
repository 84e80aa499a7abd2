package io.terralapse.catalog.dates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.catalog.files.FilePath;
import io.terralapse.catalog.files.SceneFile;
import io.terralapse.catalog.files.SceneFiles;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.Location;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Names of archives, sensors and tools, each alone in its job, without metadata. */
class NamesInUseTest {
  private static final Path BASE = Path.of("/job").toAbsolutePath();

  private static SceneDates.Dating find(String path, List<String> others) {
    Location file = new Location.Local(BASE.resolve(path));
    List<Location> files = new ArrayList<>(List.of(file));
    others.forEach(other -> files.add(new Location.Local(BASE.resolve(other))));
    SceneDates dates =
        new SceneDates(
            BASE,
            Optional.empty(),
            Optional.empty(),
            Instant.parse("2026-11-01T00:00:00Z"),
            Optional.empty(),
            files);
    SceneFiles scene =
        new SceneFiles(
            SceneFile.stem(file),
            FilePath.folder(file),
            List.of(new SceneFile(file, Optional.empty())));
    return dates.find(scene, Map.of());
  }

  @Test
  void everyNameHasTheDateOfTheAcquisitionOrNone() throws IOException {
    List<String> wrong = new ArrayList<>();
    int count = 0;
    try (InputStream table =
        Objects.requireNonNull(getClass().getResourceAsStream("names-in-use.txt"))) {
      for (String line :
          new String(table.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        String[] cells = line.split(" \\| ", -1);
        SceneDates.Dating found = find(cells[0].strip(), List.of());
        String date = found.date().map(AcquisitionDate::text).orElse("none");
        count++;
        if (!date.equals(cells[1].strip())) {
          wrong.add(line + " but " + date + " " + found.problem());
        }
      }
    }
    assertTrue(count > 130, () -> "the table is incomplete");
    assertEquals("", String.join("\n", wrong));
  }

  @Test
  void theFolderOfFilesOfSeveralDatesIsNotTheirDate() {
    SceneDates.Dating found =
        find("2024-06-01/site_20200101.tif", List.of("2024-06-01/site_20210101.tif"));
    assertEquals(Optional.of("2020-01-01"), found.date().map(AcquisitionDate::text));

    SceneDates.Dating alone = find("2024-06-01/site_20200101.tif", List.of("b/site_20210101.tif"));
    assertTrue(alone.ambiguous());
    assertEquals(
        "its name contains 2020-01-01 and the name of its folder 2024-06-01", alone.problem());
  }

  @Test
  void aFileIsCalledByAsManyFoldersAsTellItFromOthers() {
    List<String> others =
        List.of("a/2023/map/ortho.tif", "a/2024/map/ortho.tif", "a/2024/map/other.tif");
    assertEquals("b/map/ortho.tif", find("b/map/ortho.tif", others).file());
    assertEquals("2023/map/ortho.tif", find("a/2023/map/ortho.tif", others).file());
    assertEquals("x.tif", find("a/x.tif", others).file());
    assertEquals("a/x?1?.tif", find("a/x[1].tif", others).manifestPath());
    assertEquals("\"a/x,1.tif\"", find("a/x,1.tif", others).manifestPath());
  }

  @Test
  void saysThatAFileIsDatedByItsFolderBecauseItsNameHasAnotherTime() {
    SceneDates.Dating found = find("2021-01-05/ortho_export20240101.tif", List.of());
    assertTrue(found.note().orElse("").contains("20240101"), () -> "not said: " + found.note());
    assertEquals(Optional.empty(), find("2021-01-05/ortho.tif", List.of()).note());
  }

  @Test
  void saysThatTheFolderIsInDoubt() {
    SceneDates.Dating last = find("2024/15-03-2024/ortho.tif", List.of());
    assertTrue(last.ambiguous() && last.isOfFolder());
    assertEquals(
        "the name of its folder contains 15-03-2024, and dates with the year last are not read",
        last.problem());
    assertEquals(
        "the name of its folder contains the time of a screenshot, which is not that of the"
            + " acquisition",
        find("2024-05-05 screenshots/ortho.tif", List.of()).problem());
  }
}

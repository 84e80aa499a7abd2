package io.terralapse.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.ExitCode;
import io.terralapse.model.UserError;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One date as an image. */
class StillJobTest {
  @TempDir Path folder = Path.of("");
  private TinyJob job;

  @BeforeEach
  void writeScenes() throws IOException {
    job = new TinyJob(folder, 3);
  }

  private StillResult still(RunOptions options, StillRequest still, String... sets)
      throws Exception {
    return new TimelapseJobs().still(job.request(options, sets), still);
  }

  private StillRequest request(String date, boolean draft, String file) {
    return new StillRequest(date, draft, folder.resolve(file));
  }

  private UserError refused(RunOptions options, StillRequest still, String... sets) {
    UserError error = assertThrows(UserError.class, () -> still(options, still, sets));
    assertFalse(Files.exists(still.out()), "nothing is written");
    return error;
  }

  private static BufferedImage read(StillResult result) throws IOException {
    return Objects.requireNonNull(ImageIO.read(result.out().toFile()));
  }

  @Test
  void aDateIsFoundByItsBeginningOrByASceneId() throws Exception {
    for (String date : new String[] {"2024-01-15", "2024-01-15T10", "2024-01-15 10", job.id(1)}) {
      StillResult result = still(TinyJob.PLAIN, request(date, false, "a.png"));
      assertEquals(job.id(1), result.sceneId(), date);
      assertTrue(result.acquired().startsWith("2024-01-15"), result.acquired());
      assertEquals(TinyJob.WIDTH, result.width());
      assertEquals(TinyJob.HEIGHT, read(result).getHeight());
    }
    assertEquals(job.id(0), still(TinyJob.PLAIN, request("2024", false, "a.png")).sceneId());
  }

  @Test
  void theNameDecidesTheFormat() throws Exception {
    StillResult png = still(TinyJob.PLAIN, request("2024-01-15", false, "a.PNG"));
    assertEquals((byte) 'P', Files.readAllBytes(png.out())[1]);
    StillResult jpeg = still(TinyJob.PLAIN, request("2024-01-15", false, "a.jpg"));
    assertEquals((byte) 0xd8, Files.readAllBytes(jpeg.out())[1]);
  }

  @Test
  void aFileThatCannotBeWrittenStopsTheRunBeforeItReads() throws Exception {
    assertEquals(
        folder.resolve("a.tif")
            + ": ends with neither .png nor .jpg; name the image so that its format is known.",
        refused(TinyJob.PLAIN, request("2024-01-15", false, "a.tif")).getMessage());
    assertEquals(
        folder.resolve("none/a.png")
            + ": its folder does not exist; create "
            + folder.resolve("none")
            + ", or name another file with -o.",
        refused(TinyJob.PLAIN, request("2024-01-15", false, "none/a.png")).getMessage());
    Path inPlace = Files.createDirectory(folder.resolve("b.png"));
    UserError error =
        assertThrows(
            UserError.class, () -> still(TinyJob.PLAIN, request("2024-01-15", false, "b.png")));
    assertEquals(ExitCode.ENVIRONMENT, error.exitCode());
    assertEquals(inPlace + ": is a folder; name a file in it.", error.getMessage());
    assertEquals(List.of(), job.stages());
  }

  @Test
  void aDraftReadsThatDateOnly() throws Exception {
    Files.write(job.scene(0), new byte[0]);
    RunRequest request = job.request(TinyJob.PLAIN);
    StillResult draft = new TimelapseJobs().still(request, request("2024-01-25", true, "d.png"));
    assertEquals(job.id(2), draft.sceneId());
    assertFalse(job.stages().contains("estimating the stretch"), job.stages().toString());
    BufferedImage image = read(draft);
    assertEquals(TinyJob.WIDTH, image.getWidth());
    assertTrue(
        image.getRGB(20, 20) != image.getRGB(90, 40), "the image shows more than one colour");
  }

  @Test
  void anUnknownDateIsBadUsage() {
    UserError error = refused(TinyJob.PLAIN, request("1999", false, "a.png"));
    assertEquals(ExitCode.USAGE, error.exitCode());
    assertTrue(String.valueOf(error.getMessage()).startsWith("1999: "), error.getMessage());
  }

  @Test
  void aDateThatIsNotInTheVideoHasItsReason() throws Exception {
    UserError error =
        refused(TinyJob.PLAIN, request("2024-01-15", false, "a.png"), "select.best_per=month");
    assertEquals(ExitCode.NO_TIMELAPSE, error.exitCode());
    assertTrue(
        String.valueOf(error.getMessage()).startsWith("2024-01-15 is not in the video: "),
        error.getMessage());
  }

  @Test
  void strictRefusesWarningsForBothQualities() throws Exception {
    job.addUndatedScene();
    for (boolean draft : new boolean[] {false, true}) {
      UserError error = refused(TinyJob.STRICT, request("2024-01-15", draft, "a.png"));
      assertEquals(ExitCode.DIFFERENCE, error.exitCode());
      assertTrue(
          String.valueOf(error.getMessage()).contains("no image was written"), error.getMessage());
    }
    still(TinyJob.PLAIN, request("2024-01-15", false, "a.png"));
  }

  @Test
  void withoutAUsableSceneThereIsNoImage() {
    UserError error =
        refused(TinyJob.PLAIN, request("2024-01-15", false, "a.png"), "select.from=2030-01-01");
    assertEquals(ExitCode.NO_TIMELAPSE, error.exitCode());
  }

  @Test
  void nothingElseIsPublished() throws Exception {
    still(TinyJob.PLAIN, request("2024-01-15", false, "a.png"));
    assertTrue(job.published().isEmpty(), job.published().toString());
    assertFalse(Files.exists(folder.resolve("job.lock")));
  }
}

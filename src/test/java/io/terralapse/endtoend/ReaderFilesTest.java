package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.terralapse.access.FileHash;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticScenes;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page, the mail, the figure and the text tracks of a run. */
@Slow
class ReaderFilesTest {
  private static final String ALL =
      "outputs: {page: true, email: true, embed: true, captions: true}";
  private static final String TITLE = "title: A quarry, 1 & 2";

  private static final List<String> FILES =
      List.of(
          "job.html",
          "job-email.html",
          "job-email.jpg",
          "job-embed.html",
          "job-oembed.json",
          "job.vtt",
          "job-chapters.vtt");

  @TempDir static Path root = Path.of("");
  private static Path scenes;

  @BeforeAll
  static void write() throws IOException {
    scenes = root.resolve("scenes");
    new SyntheticScenes(SyntheticScenes.Options.of(200, 150, 3)).write(scenes);
  }

  private static Job rendered(String name, String... lines) throws IOException {
    Job job = Job.in(root.resolve(name), scenes, lines);
    job.run("render").exits(0);
    return job;
  }

  private static Job hidden(Path folder, String... lines) throws IOException {
    Job job = Job.in(root.resolve("hidden"), folder, lines);
    job.run("render").exits(0);
    return job;
  }

  private static String text(Job job, String file) throws IOException {
    return Files.readString(job.output(file));
  }

  @Test
  void allFilesAreInTheLedgerAndVerified() throws IOException {
    Job job = rendered("all", TITLE, ALL);
    List<String> published = new ArrayList<>();
    for (JsonNode output : job.ledger().path("outputs")) {
      Path file = job.output(output.path("file").asText());
      published.add(output.path("file").asText());
      assertEquals(FileHash.sha256(file), output.path("sha256").asText());
      assertEquals(Files.size(file), output.path("bytes").asLong());
    }
    assertTrue(published.containsAll(FILES), published.toString());
    job.run("verify").exits(0);
    Files.writeString(job.output("job-chapters.vtt"), "WEBVTT\n");
    Job.Outcome changed = job.run("verify").exits(5);
    assertTrue(changed.out().contains("job-chapters.vtt"), changed.out());
  }

  @Test
  void aRunWithoutChangesDoesNothingAndALostPageIsMadeAgain() throws IOException {
    Job job = rendered("again", TITLE, ALL);
    byte[] page = Files.readAllBytes(job.output("job.html"));
    assertTrue(job.run("render", "--json").exits(0).out().contains("\"unchanged\""));
    Files.delete(job.output("job.html"));
    assertTrue(job.run("render", "--json").exits(0).out().contains("\"rendered\""));
    assertArrayEquals(page, Files.readAllBytes(job.output("job.html")));
  }

  @Test
  void theBytesDependOnTheContentOnly() throws IOException {
    Job first = rendered("first", TITLE, ALL);
    Job second = rendered("second", TITLE, ALL);
    // Stills that are drawn for the page alone have the same bytes as those of the video's frames.
    Job third = rendered("third", TITLE);
    third.run("render", "--set", ALL.replaceFirst(": ", "=")).exits(0);
    for (String file : FILES) {
      byte[] bytes = Files.readAllBytes(first.output(file));
      assertArrayEquals(bytes, Files.readAllBytes(second.output(file)), file);
      assertArrayEquals(bytes, Files.readAllBytes(third.output(file)), file);
    }
  }

  @Test
  void onlyWhatIsRequestedIsWritten() throws IOException {
    Job job = rendered("some", "outputs: {captions: true}");
    for (String file : FILES) {
      assertEquals(file.endsWith(".vtt"), Files.exists(job.output(file)), file);
    }
    Job.Outcome refused =
        job.run("render", "--set", "outputs={mp4: false, captions: true}").exits(2);
    assertTrue(refused.err().contains("outputs.captions: needs a video"), refused.err());
  }

  @Test
  void theAddressOfTheFolderMakesAddressesAbsolute() throws IOException {
    Job job = rendered("absolute", TITLE, ALL, "base_url: https://example.org/a/");
    String mail = text(job, "job-email.html");
    assertTrue(mail.contains("href=\"https://example.org/a/job.html\""), mail);
    assertTrue(mail.contains("src=\"https://example.org/a/job-email.jpg\""), mail);
    assertTrue(mail.length() < 100_000);
    assertTrue(Files.size(job.output("job-email.jpg")) < 1_000_000);
    String figure = text(job, "job-embed.html");
    for (String file : List.of("job.mp4", "job-poster.jpg", "job.vtt", "job.html")) {
      assertTrue(figure.contains("\"https://example.org/a/" + file + "\""), file);
    }
    String page = text(job, "job.html");
    for (String tag :
        List.of(
            "og:image\" content=\"https://example.org/a/job-poster.jpg\"",
            "og:video\" content=\"https://example.org/a/job.mp4\"",
            "og:url\" content=\"https://example.org/a/job.html\"",
            "twitter:card\" content=\"summary_large_image\"",
            "application/json+oembed\" href=\"https://example.org/a/job-oembed.json\"")) {
      assertTrue(page.contains(tag), tag);
    }
    assertTrue(
        page.contains("<source src=\"job.mp4\" type=\"video/mp4; codecs"), "beside the page");
    JsonNode answer = new ObjectMapper().readTree(text(job, "job-oembed.json"));
    assertEquals("video", answer.path("type").asText());
    assertTrue(
        answer.path("html").asText().contains("src=\"https://example.org/a/job-embed.html\""));
    // Another address is another page.
    assertTrue(
        job.run("render", "--json", "--set", "base_url=https://example.org/b")
            .exits(0)
            .out()
            .contains("\"rendered\""));
  }

  @Test
  void aMailShowsTheAnimatedPictureThatBeginsWithTheLastDate() throws IOException {
    Job job =
        rendered(
            "moving",
            TITLE,
            "base_url: https://example.org/a",
            "outputs: {email: {picture: gif}, poster: false}");
    String mail = text(job, "job-email.html");
    String still = "https://example.org/a/job-email.jpg";
    assertTrue(mail.contains("src=\"https://example.org/a/job-email.gif\""), mail);
    assertTrue(mail.contains("(prefers-reduced-motion: reduce)\" srcset=\"" + still), mail);
    Path gif = job.output("job-email.gif");
    assertTrue(Files.size(gif) <= 1_000_000);
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    reader.setInput(ImageIO.createImageInputStream(gif.toFile()));
    BufferedImage first = reader.read(0);
    BufferedImage last = ImageIO.read(job.output("job-email.jpg").toFile());
    assertTrue(distance(first, last) < 8, "the first frame is that of the last date");
    assertEquals(
        last.getHeight() / (double) last.getWidth(),
        first.getHeight() / (double) first.getWidth(),
        0.01);
    job.run("verify").exits(0);
    job.run("render", "--set", "outputs.email.picture=poster").exits(0);
    assertTrue(text(job, "job-email.html").contains("src=\"" + still), "the still");
    job.run("render", "--set", "for=[email]", "--set", "outputs.email=true").exits(0);
    assertEquals(mail, text(job, "job-email.html"), "for: email shows it too");
    Job.Outcome refused =
        job.run("render", "--set", "renditions=[{name: email, outputs: {gif: false}}]").exits(2);
    assertTrue(refused.err().contains("outputs.email.picture: is gif"), refused.err());
  }

  /** Mean difference of green around a third of the height, where no badge is. */
  private static double distance(BufferedImage a, BufferedImage b) {
    double sum = 0;
    int count = 100;
    for (int i = 0; i < count; i++) {
      int green = green(a, (i + 0.5) / count) - green(b, (i + 0.5) / count);
      sum += Math.abs(green);
    }
    return sum / count;
  }

  private static int green(BufferedImage image, double x) {
    int column = (int) (x * image.getWidth());
    return image.getRGB(column, image.getHeight() / 3) >> 8 & 0xFF;
  }

  @Test
  void aMailWithoutAddressesIsPointedOut() throws IOException {
    Job job = Job.in(root.resolve("pointed"), scenes, "outputs: {email: true}");
    assertTrue(job.run("render").exits(0).err().contains("set base_url"));
  }

  @Test
  void wordsAreInTheLanguageOfTheFurniture() throws IOException {
    Job german = rendered("german", TITLE, ALL, "furniture: {locale: de-CH}");
    assertTrue(text(german, "job.html").contains("<html lang=\"de\">"));
    assertTrue(text(german, "job.html").contains("Vorher und nachher"));
    assertTrue(text(german, "job.vtt").contains("5. Januar 2024"), text(german, "job.vtt"));
    assertTrue(text(german, "job-email.html").contains("Video ansehen"));

    Job portuguese = Job.in(root.resolve("pt"), scenes, TITLE, ALL, "furniture: {locale: pt}");
    Job.Outcome outcome = portuguese.run("render").exits(0);
    assertTrue(outcome.err().contains("There is no text in the language of furniture.locale (pt)"));
    assertTrue(text(portuguese, "job.html").contains("<html lang=\"en\">"));
  }

  @Test
  void theVideoHasTagsInWords() throws IOException {
    Job job = rendered("tags", TITLE);
    String video = Files.readString(job.video(), StandardCharsets.ISO_8859_1);
    assertTrue(video.contains("A quarry, 1 & 2"));
    assertTrue(video.contains("3 images of A quarry, 1 & 2, taken from 5 January 2024"));
    assertTrue(video.contains("Terralapse"));
    assertTrue(video.contains("loci"), "the place");
    Job hidden = rendered("untagged", TITLE, "reveal_location: false");
    assertFalse(Files.readString(hidden.video(), StandardCharsets.ISO_8859_1).contains("loci"));
  }

  @Test
  void aHiddenPlaceIsNowhereInWhatIsPublished() throws IOException {
    Path partly = root.resolve("secret-folder");
    new SyntheticScenes(SyntheticScenes.Options.of(200, 150, 4)).write(partly);
    try (Stream<Path> files = Files.list(partly)) {
      Path last =
          files
              .filter(file -> file.toString().endsWith(".tif"))
              .max(Comparator.naturalOrder())
              .orElseThrow();
      Files.writeString(last, "II*\0 and nothing more");
    }
    Job job =
        hidden(
            partly,
            "title: Somewhere",
            "outputs: {page: true, email: true, embed: true, captions: true, alignment: true}",
            "reveal_location: false");
    List<String> codes = job.ledger().path("issues").findValuesAsText("code");
    assertTrue(codes.contains("unreadable"), codes.toString());
    int seen = 0;
    try (Stream<Path> files = Files.list(job.folder().resolve("output"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        for (String secret :
            List.of(
                root.toString(),
                "secret-folder",
                "46.04",
                "46.05",
                "15.01",
                "EPSG:",
                "5100000",
                "5098500")) {
          assertFalse(bytes.contains(secret), file.getFileName() + ": " + secret);
        }
        seen++;
      }
    }
    assertTrue(seen > FILES.size(), "files: " + seen);
    Job open = rendered("open", "title: Somewhere", "outputs: {page: true}");
    assertTrue(text(open, "job.html").contains("EPSG:32633"));
    assertTrue(text(open, "job.html").contains("46.05° N, 15.01° E"));
  }

  @Test
  void everySceneIsInTheTableWithItsVerdict() throws IOException {
    Job job = rendered("table", "outputs: {page: true}", "select: {drop: [2024-01-05]}");
    String page = text(job, "job.html");
    int rows = page.split("<tr role=\"row\"><th role=\"rowheader\"", -1).length - 1;
    assertEquals(job.ledger().path("scenes").size(), rows);
    assertTrue(page.contains("not used: select.drop names it"), page);
    assertNotEquals(-1, page.indexOf("the others are aligned with it"));
  }
}

package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticScenes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run says of a second panel with scenes of its own. */
@Slow
class SecondPanelReportsTest {
  private static final SyntheticScenes SCENES =
      new SyntheticScenes(new SyntheticScenes.Options(160, 120, 6, 5, 1, false, false));

  @TempDir Path root = Path.of("");
  private Path there = Path.of("");
  private Path arrival = Path.of("");
  private byte[] arrived = {};
  private Job job = new Job(Path.of(""));

  /** Publishes dates 0, 2 and 4 beside dates 1 and 3; date 5 has not arrived yet. */
  @BeforeEach
  void publish() throws IOException {
    Path here = root.resolve("here");
    List<Path> files = SCENES.write(here);
    there = Files.createDirectories(root.resolve("there"));
    for (int i = 1; i < 5; i += 2) {
      Files.move(files.get(i), there.resolve(files.get(i).getFileName()));
    }
    arrival = there.resolve(files.get(5).getFileName());
    arrived = Files.readAllBytes(files.get(5));
    Files.delete(files.get(5));
    job =
        Job.in(
            root.resolve("job"),
            here,
            "coregister: {model: off}",
            "furniture: {credit: A B}",
            "outputs: {frames: true}",
            "compare: {title: There, scenes: ['" + there + "']}");
    assertEquals("rendered", render().path("status").asText());
  }

  private JsonNode render(String... options) throws IOException {
    String[] words = Arrays.copyOf(options, options.length + 1);
    words[options.length] = "--json";
    return job.run("render", words).exits(0).json();
  }

  private static byte[] damaged(byte[] scene) {
    byte[] bytes = scene.clone();
    Arrays.fill(bytes, 8, bytes.length / 2, (byte) -1); // the compressed tiles
    return bytes;
  }

  @Test
  void aBrokenFileIsReportedAsOneOfTheFirstPanelIs() throws IOException {
    Files.writeString(there.resolve("broken_20240220.tif"), "no image");
    for (String[] options : new String[][] {{}, {}, {"--if-changed"}, {"--no-cache"}}) {
      JsonNode result = render(options);
      assertEquals(
          options.length == 1 && options[0].equals("--no-cache") ? "rendered" : "unchanged",
          result.path("status").asText());
      assertEquals("unreadable", result.at("/issues/0/code").asText(), result.toString());
      assertEquals("broken_20240220.tif", result.at("/issues/0/subject").asText());
    }
    Files.write(arrival, damaged(arrived));
    for (String status : List.of("rendered", "unchanged")) {
      JsonNode result = render();
      assertEquals(status, result.path("status").asText());
      assertEquals("unreadable", result.at("/dropped/0/reason").asText(), result.toString());
      assertEquals(2, result.at("/dropped/0/panel").asInt());
      assertEquals(2, result.path("issues").size(), result.toString());
    }
  }

  @Test
  void anArrivalIsNewInEveryReport() throws Exception {
    assertEquals(List.of("0001-2024-01-15", "0002-2024-01-25", "0003-2024-02-04"), stills(3));
    Files.write(arrival, arrived);
    Path outputs = root.resolve("outputs");
    Path summary = root.resolve("summary");
    Path junit = root.resolve("junit.xml");
    JsonNode result =
        job.run(
                Map.of(
                    "GITHUB_OUTPUT", outputs.toString(),
                    "GITHUB_STEP_SUMMARY", summary.toString()),
                "render",
                "--json",
                "--junit",
                junit.toString())
            .exits(0)
            .json();
    assertEquals("A date is new.", result.path("why").asText());
    assertEquals(1, result.path("newDates").size(), result.toString());
    JsonNode date = result.at("/newDates/0");
    assertEquals("2024-02-24T10:00:31Z", date.path("acquired").asText());
    assertEquals(2, date.path("panel").asInt());
    assertEquals(4, date.path("frameIndex").asInt());
    assertEquals("0005-2024-02-24", stills(5).get(4));
    String said = Files.readString(outputs);
    assertTrue(
        said.contains("\nframes=5\nnew_dates=2024-02-24T10:00:31Z (second panel)\nnew_count=1\n"),
        said);
    String text = Files.readString(summary);
    assertTrue(text.contains("T134500</code> (second panel) | 3.2 s |"), text);
    String cases = Files.readString(junit);
    assertEquals(3, cases.split("classname=\"terralapse.job.scenes\"", -1).length - 1, cases);
    assertEquals(
        3, cases.split("classname=\"terralapse.job.scenes.second-panel\"", -1).length - 1, cases);

    Files.write(arrival, damaged(arrived));
    said = job.run("render", "--junit", junit.toString()).exits(0).err();
    assertTrue(said.contains(id() + " could not be read"), said);
    cases = Files.readString(junit);
    assertTrue(cases.contains("failures=\"1\""), cases);
  }

  private String id() {
    return arrival.getFileName().toString().replace(".tif", "");
  }

  /** The numbers and dates in the names of the first of the frames. */
  private List<String> stills(int count) throws IOException {
    try (Stream<Path> files = Files.list(job.output(""))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("job-frame-"))
          .map(name -> name.replaceFirst("job-frame-", "").replaceFirst("\\..*", ""))
          .sorted()
          .limit(count)
          .toList();
    }
  }

  @Test
  void anUnreadableSceneOfTheSecondPanelIsNoChangeOfTheUsableOnes() throws IOException {
    String ledger = job.ledger().toString();
    Files.write(arrival, damaged(arrived));
    for (int run = 0; run < 2; run++) {
      JsonNode result = render("--if-changed");
      assertEquals("unchanged", result.path("status").asText());
      assertEquals("unreadable", result.at("/issues/0/code").asText(), result.toString());
    }
    Files.write(arrival, Arrays.copyOf(arrived, arrived.length / 2));
    assertEquals("unchanged", render("--if-changed").path("status").asText());
    assertEquals(ledger, job.ledger().toString());
    assertEquals("unchanged", render("--if-changed", "--set", "title=T").path("status").asText());

    Files.write(arrival, arrived);
    assertEquals("rendered", render("--if-changed").path("status").asText());
    assertEquals("unchanged", render("--if-changed").path("status").asText());
    Files.write(arrival, damaged(arrived));
    assertEquals("rendered", render("--if-changed").path("status").asText(), "a date is lost");
    assertEquals("unchanged", render("--if-changed").path("status").asText());
    Files.delete(job.video());
    assertEquals("rendered", render("--if-changed").path("status").asText());
    assertTrue(Files.exists(job.video()));
  }
}

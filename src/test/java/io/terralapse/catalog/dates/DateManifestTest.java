package io.terralapse.catalog.dates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateManifestTest {
  private Path base;

  @BeforeEach
  void makeFolder(@TempDir Path folder) {
    base = folder;
  }

  private DateManifest read(String name, String text) throws IOException {
    Path file = base.resolve(name);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
    return DateManifest.read(base, Path.of(name));
  }

  private Location file(String path) {
    return new Location.Local(base.resolve(path));
  }

  private Optional<String> find(DateManifest manifest, String path) {
    return manifest.find(file(path)).map(AcquisitionDate::text);
  }

  @Test
  void readsCsvWithHeadingQuotesCommentsAndEveryPrecision() throws IOException {
    DateManifest manifest =
        read(
            "dates.csv",
            """
            \uFEFFpath,date,note
            # drone

            a.tif,2015-12-11,x
            "b, ""old"".tif", 2015-12-11T06:40:00Z\s
            x/*.tif,2021-08
            y,1985"""
                .replace("\n", "\r\n"));
    assertEquals(Optional.of("2015-12-11"), find(manifest, "deep/a.tif"));
    assertEquals(Optional.of("2015-12-11T06:40:00Z"), find(manifest, "b, \"old\".tif"));
    assertEquals(Optional.of("2021-08"), find(manifest, "x/c.tif"));
    assertEquals(Optional.of("1985"), find(manifest, "some/y/below/d.tif"));
    assertEquals(Optional.empty(), find(manifest, "z/x/c.tif"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void aByteOrderMarkNamesTheEncoding(String encoding) throws IOException {
    Charset charset = Charset.forName(encoding);
    Files.write(
        base.resolve("d.csv"), "\uFEFFpath,date\nM\u00FCnchen.tif,2015-12-11\n".getBytes(charset));
    DateManifest manifest = DateManifest.read(base, Path.of("d.csv"));
    assertEquals(Optional.of("2015-12-11"), find(manifest, "M\u00FCnchen.tif"));
    Files.write(base.resolve("d.json"), "\uFEFF{\"M\u00FCnchen.tif\": \"2016\"}".getBytes(charset));
    assertEquals(
        Optional.of("2016"), find(DateManifest.read(base, Path.of("d.json")), "M\u00FCnchen.tif"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"d.csv", "d.json"})
  void anotherEncodingIsNamedWithItsLineAndTheRemedy(String name) throws IOException {
    List<byte[]> wrong =
        List.of(
            "a.tif,2015\nM\u00FCnchen.tif,2016\n".getBytes(StandardCharsets.ISO_8859_1),
            "a.tif,2015\nb\u0000,2016\n".getBytes(StandardCharsets.UTF_8),
            new byte[] {'a', '\n', (byte) 0xff, (byte) 0x7f, '\n'});
    for (byte[] bytes : wrong) {
      Files.write(base.resolve(name), bytes);
      assertEquals(
          "dates.manifest "
              + name
              + ": line 2 is not UTF-8 text; save the file with the encoding UTF-8"
              + (name.endsWith(".json") ? "." : " (in a spreadsheet: CSV UTF-8)."),
          assertThrows(UserError.class, () -> DateManifest.read(base, Path.of(name))).getMessage());
    }
  }

  @Test
  void aMissingOrUnreadableManifestIsNamedInPlainWords() {
    assertEquals(
        "dates.manifest none.csv: does not exist; correct the path, or remove dates.manifest.",
        assertThrows(UserError.class, () -> DateManifest.read(base, Path.of("none.csv")))
            .getMessage());
    assertEquals(
        "dates.manifest "
            + base.getFileName()
            + ": cannot be read (it is a folder); name a file that lists dates, and check its"
            + " permissions.",
        assertThrows(UserError.class, () -> DateManifest.read(base, base)).getMessage());
  }

  @Test
  void readsPathsFromItsOwnFolderToo() throws IOException {
    DateManifest manifest = read("scenes/dates.csv", "east/a.tif,2015\nscenes/west/a.tif,2016\n");
    assertEquals(Optional.of("2015"), find(manifest, "scenes/east/a.tif"));
    assertEquals(Optional.of("2016"), find(manifest, "scenes/west/a.tif"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "imgs_1",
        "imgs_?",
        "../scenes/city/imgs_1",
        "../scenes/*/imgs_1/*.tif",
        "**/imgs_1/*"
      })
  void aRowDatesFilesOutsideOfTheConfigsFolder(String path) throws IOException {
    base = Files.createDirectories(base.resolve("job"));
    DateManifest manifest = read("dates.csv", path + ",2015\n");
    assertEquals(Optional.of("2015"), find(manifest, "../scenes/city/imgs_1/a.tif"));
    assertEquals(Optional.empty(), find(manifest, "../scenes/city/imgs_20/a.tif"));
  }

  @Test
  void foldersUpwardsAreNoNames() throws IOException {
    DateManifest manifest = read("dates.csv", "??,2015\n");
    assertEquals(Optional.empty(), find(manifest, "../scene/a.tif"));
  }

  @Test
  void readsBothFormsOfJson() throws IOException {
    DateManifest object = read("a.json", "{\"a.tif\": \"2015-12-11\", \"b*\": 1985}");
    assertEquals(Optional.of("2015-12-11"), find(object, "a.tif"));
    assertEquals(Optional.of("1985"), find(object, "b2.tif"));
    DateManifest array = read("b.json", "[{\"path\": \"a.tif\", \"date\": \"2015-12-11\"}]");
    assertEquals(Optional.of("2015-12-11"), find(array, "a.tif"));
    Issue unmatched = array.listUnmatched(List.of(file("c.tif"))).get(0);
    assertEquals("unmatched", unmatched.code());
    assertEquals(
        "b.json: a.tif (entry 1) matches no scene; correct the path or remove the entry.",
        unmatched.sentence());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "d.csv | a.tif,2015-02-30 | line 1",
        "d.csv | path,date;a.tif | line 1",
        "d.csv | path,date\\na.tif,11/12/2015 | line 2",
        "d.csv | \"a\\nb\",2015\\nc,then | line 3",
        "d.csv | a.tif | line 1",
        "d.json | {\"a.tif\": \"soon\"} | a.tif",
        "d.json | [{\"path\": \"a.tif\"}] | entry 1",
        "d.json | {\"a.tif\" | JSON",
        "d.json | 7 | neither",
      })
  void namesTheRowThatIsWrong(String name, String text, String where) {
    UserError error = assertThrows(UserError.class, () -> read(name, text.replace("\\n", "\n")));
    String sentence = Objects.requireNonNull(error.getMessage());
    assertTrue(sentence.contains(where), sentence);
    assertTrue(sentence.contains(name), sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "a.tif, 2015 ,x,y | a.tif",
        "  a.tif,2015 | a.tif",
        " # b.tif,soon\\na.tif,2015 | a.tif",
        "# it's \"b\\na.tif,2015 | a.tif",
        "   \\n\\na.tif,2015 | a.tif",
        "\"a.tif\" ,\"2015\" | a.tif",
        "a.tif,\"2015 | a.tif",
        "a.tif,2015\\r\\nb.tif,2016\\r\\n | a.tif",
        "\"a,b.tif\",2015 | a,b.tif",
      })
  void acceptsCsvAsToolsWriteIt(String text, String path) throws IOException {
    DateManifest manifest = read("d.csv", text.replace("\\n", "\n").replace("\\r", "\r"));
    assertEquals(Optional.of("2015"), find(manifest, path));
  }

  @Test
  void rejectsMissingAndHugeFiles() throws IOException {
    assertThrows(UserError.class, () -> DateManifest.read(base, Path.of("none.csv")));
    Files.write(base.resolve("big.csv"), new byte[(4 << 20) + 1]);
    assertThrows(UserError.class, () -> DateManifest.read(base, Path.of("big.csv")));
  }

  @Test
  void rejectsContradictingRows() throws IOException {
    DateManifest manifest = read("d.csv", "a*,2015\n*.tif,2016\nab*,2015\n");
    assertEquals(Optional.of("2016"), find(manifest, "c.tif"));
    UserError error = assertThrows(UserError.class, () -> manifest.find(file("ab.tif")));
    assertTrue(Objects.requireNonNull(error.getMessage()).contains("line 1 and line 2"));
  }
}

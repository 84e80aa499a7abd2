package io.terralapse.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Issue;
import io.terralapse.select.PublishedDates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparableValuesTest {
  private static final String ID = "LC08_L1TP_101078_20220506_20220512_02_T1";

  private static final String METADATA =
      """
      {"LANDSAT_METADATA_FILE": {
        "IMAGE_ATTRIBUTES": {"SPACECRAFT_ID": "LANDSAT_8", "SUN_ELEVATION": "30.0"},
        "LEVEL1_RADIOMETRIC_RESCALING": {
          "REFLECTANCE_MULT_BAND_2": "2.0E-05", "REFLECTANCE_ADD_BAND_2": "-0.1",
          "REFLECTANCE_MULT_BAND_3": "2.0E-05", "REFLECTANCE_ADD_BAND_3": "-0.1",
          "REFLECTANCE_MULT_BAND_4": "2.0E-05", "REFLECTANCE_ADD_BAND_4": "-0.1"}}}
      """;

  @TempDir Path folder = Path.of("");

  private List<Issue> issues() throws IOException {
    CandidateScenes found =
        CandidateScenes.find(
            new JobFiles(folder).load("scenes: [scenes/item.json]\n"),
            JobFiles.access(),
            PublishedDates.NONE);
    assertEquals(1, found.acquisitions().size(), () -> found.issues().toString());
    return found.issues();
  }

  private void writeItem(String moreAssets) throws IOException {
    StringBuilder assets = new StringBuilder();
    for (String band : List.of("blue B2", "green B3", "red B4")) {
      String[] names = band.split(" ", -1);
      String file = ID + "_" + names[1] + ".TIF";
      new JobFiles(folder).scene(file, 1, 9000);
      assets.append(
          """
          "%s": {"href": "./%s", "eo:bands": [{"name": "%s", "common_name": "%s"}]},
          """
              .formatted(names[0], file, names[1], names[0]));
    }
    Files.writeString(
        folder.resolve("scenes/item.json"),
        """
        {"type": "Feature", "stac_version": "1.0.0", "id": "%s",
         "properties": {"datetime": "2022-05-06T00:40:00Z", "platform": "LANDSAT_8",
                        "landsat:correction": "L1TP"},
         "assets": {%s "thumbnail": {"href": "./x.jpg"}%s}, "links": []}
        """
            .formatted(ID, assets, moreAssets));
  }

  @Test
  void aStacItemOfLevel1NeedsTheOneMetadataFileThatItsFactorsAreReadFrom() throws IOException {
    writeItem("");
    String sentence = issues().get(0).sentence();
    assertTrue(
        sentence.endsWith(
            "; put "
                + ID
                + "_MTL.json of the product beside its STAC item, or give sources.scale and"
                + " sources.offset."),
        sentence);

    Files.writeString(folder.resolve("scenes").resolve(ID + "_MTL.json"), METADATA);
    assertEquals(List.of(), issues());
  }

  @Test
  void theAdviceIsTheSameWhereTheItemNamesAllThreeFiles() throws IOException {
    String name = "https://data.invalid/" + ID + "_MTL.";
    writeItem(
        """
        , "MTL.txt": {"href": "%1$stxt"}, "MTL.xml": {"href": "%1$sxml"}\
        """
            .formatted(name));
    assertTrue(issues().get(0).sentence().contains("; put " + ID + "_MTL.json of"));
    Files.writeString(folder.resolve("scenes").resolve(ID + "_MTL.json"), METADATA);
    assertEquals(List.of(), issues());
  }

  @Test
  void aFolderWithoutAnyItemTakesEachOfTheThree() throws IOException {
    writeItem("");
    Files.delete(folder.resolve("scenes/item.json"));
    CandidateScenes found =
        CandidateScenes.find(
            new JobFiles(folder).load("scenes: [scenes]\n"),
            JobFiles.access(),
            PublishedDates.NONE);
    assertTrue(
        found
            .issues()
            .get(0)
            .sentence()
            .contains("put *_MTL.txt, *_MTL.json or *_MTL.xml of the product"));
  }
}

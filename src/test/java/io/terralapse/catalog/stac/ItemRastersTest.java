package io.terralapse.catalog.stac;

import static io.terralapse.catalog.stac.ItemDocs.cog;
import static io.terralapse.catalog.stac.ItemDocs.item;
import static io.terralapse.catalog.stac.ItemDocs.only;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.terralapse.catalog.scene.StatedRaster;
import io.terralapse.catalog.scene.StatedRaster.Place;
import io.terralapse.model.GeoTransform;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItemRastersTest {
  private static final String SHAPE = "'proj:shape':[200,100]";
  private static final String TRANSFORM = "'proj:transform':[10,0,500000,0,-10,5000000]";
  private static final String MATRIX = "'proj:transform':[10,0,500000,0,-10,5000000,0,0,1]";
  private static final String BOX = "'proj:bbox':[500000,4998000,501000,5000000]";
  private static final Place PLACE =
      new Place("EPSG:32633", 100, 200, GeoTransform.northUp(500_000, 5_000_000, 10));

  private static StatedRaster stated(String properties, String asset) {
    String dated = "'datetime':'2020-01-01T10:00:00Z'" + (properties.isEmpty() ? "" : ",");
    return only(item("x", "some", dated + properties, cog("red", "https://a.org/red.tif", asset)))
        .rasters()
        .values()
        .iterator()
        .next();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'proj:epsg':32633",
        "'proj:code':'EPSG:32633'",
        "'proj:code':'epsg:32633'",
        "'proj:epsg':null,'proj:projjson':{'id':{'authority':'EPSG','code':32633}}",
      })
  void theItemStatesThePlaceOfItsAssets(String crs) {
    Optional<Place> expected = Optional.of(PLACE);
    assertEquals(expected, stated(crs + "," + SHAPE + "," + TRANSFORM, "").place());
    assertEquals(expected, stated(crs + "," + SHAPE + "," + MATRIX, "").place());
    assertEquals(expected, stated(crs + "," + SHAPE + "," + BOX, "").place());
    assertEquals(expected, stated(crs + "," + TRANSFORM + "," + BOX, "").place());
    assertEquals(expected, stated(crs, SHAPE + "," + TRANSFORM).place());
    assertEquals(expected, stated("", crs + "," + SHAPE + "," + TRANSFORM).place());
    assertEquals(expected, stated(crs + "," + BOX, SHAPE).place());
  }

  @Test
  void theAssetWins() {
    String item = "'proj:epsg':32632,'proj:shape':[1,1],'proj:transform':[1,0,0,0,-1,0]";
    assertEquals(
        Optional.of(PLACE),
        stated(item, "'proj:code':'EPSG:32633'," + SHAPE + "," + TRANSFORM).place());
    assertEquals(Optional.empty(), stated(item, TRANSFORM).place(), "a shape of other pixels");
  }

  @Test
  void theItemsPlaceIsNotThatOfAnAssetWithAnotherResolution() {
    String item = "'proj:epsg':32633," + SHAPE + "," + TRANSFORM;
    assertEquals(
        Optional.of(PLACE), stated(item, "'raster:bands':[{'spatial_resolution':10}]").place());
    assertEquals(
        Optional.empty(), stated(item, "'raster:bands':[{'spatial_resolution':20}]").place());
  }

  @Test
  void aDefinitionIsKeptAsItIs() {
    Place place =
        stated("'proj:code':null,'proj:wkt2':'PROJCRS[x]'," + SHAPE + "," + TRANSFORM, "")
            .place()
            .orElseThrow();
    assertEquals("PROJCRS[x]", place.crs());
    assertEquals(false, place.isCoded());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'proj:epsg':32633;'proj:shape':[200,100]",
        "'proj:epsg':32633;'proj:shape':[200,100],'proj:transform':[0,0,500000,0,-10,5000000]",
        "'proj:epsg':32633;'proj:shape':[200,100],'proj:transform':[10,0,1e999,0,-10,5000000]",
        "'proj:epsg':32633;'proj:shape':[200,100],'proj:transform':[10,0,500000,0,-10]",
        "'proj:epsg':32633;'proj:shape':[0,100],'proj:transform':[10,0,500000,0,-10,5000000]",
        "'proj:epsg':32633;'proj:shape':[2.5,100],'proj:transform':[10,0,500000,0,-10,5000000]",
        "'proj:epsg':32633;'proj:shape':[1e12,100],'proj:transform':[10,0,500000,0,-10,5000000]",
        "'proj:epsg':32633;'proj:shape':['a',100],'proj:transform':[10,0,500000,0,-10,5000000]",
        "'proj:epsg':-1;'proj:shape':[200,100],'proj:transform':[10,0,500000,0,-10,5000000]",
        "'proj:code':'IAU_2015:30100';'proj:shape':[200,100],'proj:transform':[10,0,0,0,-10,0]",
      })
  void whatIsIncompleteOrImpossibleIsNoPlace(String crs, String rest) {
    assertEquals(Optional.empty(), stated(crs + "," + rest, "").place());
  }

  @Test
  void assetsOfOneKindAndPixelSizeAreLaidOutAlike() {
    String item = "'proj:epsg':32633," + SHAPE + ",";
    StatedRaster one = stated(item + TRANSFORM, "");
    StatedRaster moved = stated(item + "'proj:transform':[10,0,0,0,-10,0]", "");
    StatedRaster coarse = stated(item + "'proj:transform':[20,0,0,0,-20,0]", "");
    assertEquals(one.layout(), moved.layout());
    assertNotEquals(one.layout(), coarse.layout());
    assertEquals(Optional.empty(), stated("", "").layout());
  }

  @Test
  void aTilePinsThePlaceOfSentinel2() {
    String of = "'constellation':'sentinel-2','platform':'sentinel-2a','grid:code':'MGRS-33TWM'";
    assertEquals(Optional.of("33TWM"), stated(of, "").tile());
    assertEquals(Optional.of("some red  tile 33TWM"), stated(of, "").layout());
  }
}

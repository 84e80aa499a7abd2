package io.terralapse.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.grid.AreaOfInterest;
import io.terralapse.grid.GridSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CompareSettingsTest extends ConfigsInFolder {
  private Comparison compare(String yaml) {
    return configs.with(yaml).comparison().orElseThrow();
  }

  @Test
  void thereIsOnePanelByDefault() {
    assertEquals(Optional.empty(), configs.load(Configs.SCENES).comparison());
  }

  @Test
  void theSecondPanelHasTheSettingsOfTheFirstButForItsOwn() {
    JobSettings job =
        configs.with(
            """
            title: Harbour
            look: {gamma: 1.2}
            compare: {title: Infrared, bands: false-color, stretch: [0, 0.4], colormap: magma}
            """);
    JobSettings panel = job.comparison().orElseThrow().panel();

    assertTrue(job.comparison().orElseThrow().sameScenes());
    assertEquals(Optional.of("Harbour"), job.furniture().title());
    assertEquals(Optional.of("Infrared"), panel.furniture().title());
    assertEquals(List.of("true-color"), job.bands().bands());
    assertEquals(List.of("false-color"), panel.bands().bands());
    assertEquals(0.4, panel.tone().range().orElseThrow().high());
    assertTrue(panel.tone().colourMap().isPresent());
    assertEquals(1.2, panel.tone().gamma());
    assertEquals(job.catalog().scenes(), panel.catalog().scenes());
    assertFalse(panel.furniture().scaleBar() || panel.furniture().showCredit());
    assertEquals(job.settingsText(), panel.settingsText());
  }

  @Test
  void panelsShareTheFrame() {
    GridSettings.Size half = new GridSettings.Size(958, 1080);
    JobSettings usual = configs.with("compare: {bands: grey}");
    assertEquals(Optional.of(half), usual.grid().size());
    assertEquals(usual.grid(), usual.comparison().orElseThrow().panel().grid());

    JobSettings upright = configs.with("grid: {size: 1080x1920}\ncompare: {bands: grey}");
    assertTrue(upright.comparison().orElseThrow().below());
    assertEquals(Optional.of(new GridSettings.Size(1080, 958)), upright.grid().size());

    assertFalse(compare("grid: {size: 1080x1920}\ncompare: {layout: beside}").below());
    assertTrue(compare("compare: {layout: stacked}").below());
    assertTrue(configs.with("grid: {tr: 10}\ncompare: {bands: grey}").grid().size().isEmpty());
  }

  @Test
  void anotherPlaceHasItsOwnScenesAndFurniture() {
    Comparison two = compare("compare: {scenes: [elsewhere]}");
    assertFalse(two.sameScenes());
    assertEquals(List.of("elsewhere"), two.panel().catalog().scenes());
    assertTrue(two.panel().furniture().scaleBar() && two.panel().furniture().showCredit());
  }

  @Test
  void itsAreaHasAllForms() {
    assertInstanceOf(AreaOfInterest.Bbox.class, area("{bbox: [5, 45, 6, 46]}"));
    assertInstanceOf(AreaOfInterest.GeoJson.class, area("{geojson: port.geojson}"));
    assertInstanceOf(AreaOfInterest.Wkt.class, area("{wkt: 'POLYGON ((0 0, 1 0, 1 1, 0 0))'}"));
    assertInstanceOf(AreaOfInterest.Center.class, area("{center: [5, 45], size_m: 900}"));
    assertInstanceOf(AreaOfInterest.Te.class, area("{te: [0, 0, 9, 9], te_srs: 'EPSG:32633'}"));
    assertInstanceOf(AreaOfInterest.Pixels.class, area("{pixels: [0, 0, 90, 90]}"));
  }

  private AreaOfInterest area(String form) {
    return compare("compare: {aoi: " + form + "}").panel().grid().aoi();
  }

  @Test
  void errorsNameTheSettingOfTheSecondPanel() {
    assertTrue(
        configs.refusedWith("compare: {bands: '(nir -'}").contains("compare.bands"),
        configs.refusedWith("compare: {bands: '(nir -'}"));
    assertTrue(configs.refusedWith("compare: {colormap: rainbow}").contains("compare.colormap"));
  }

  @Test
  void whatTwoPanelsCannotHaveIsRefused() {
    assertTrue(
        configs
            .refusedWith("compare: {bands: grey}\nrenditions: [{name: s, shape: '1:1'}]")
            .contains("leave renditions out"));
    assertTrue(
        configs
            .refusedWith("compare: {scenes: [b]}\noutputs: {page: true}")
            .contains("outputs.page"));
    assertTrue(
        configs
            .refusedWith("compare: {scenes: [b]}\noutputs: {email: {picture: poster}}")
            .contains("outputs.email"));
    assertTrue(
        configs
            .refusedWith("compare: {bands: grey}\noutputs: {contact_sheet: {dropped: true}}")
            .contains("contact_sheet.dropped"));
    for (String moving :
        List.of(
            "pace: {transition: crossfade}",
            "pace: {transition: {crossfade: 0.2}}",
            "pace: {title_card: 2}\ntitle: A",
            "pace: {ending: wipe}",
            "pace: {lead: last}",
            "outputs: {pair: true}",
            "for: [web]")) {
      assertTrue(
          configs.refusedWith("compare: {bands: grey}\n" + moving).contains("with compare"),
          moving);
    }
  }
}

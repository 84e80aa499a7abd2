package io.terralapse.endtoend;

import static io.terralapse.endtoend.SettingProof.elsewhere;

import java.util.ArrayList;
import java.util.List;

/** The proofs of the settings of a second panel. */
final class CompareProofs {
  private CompareProofs() {}

  static List<SettingProof> all() {
    List<SettingProof> proofs = new ArrayList<>();
    proofs.add(elsewhere("compare", "CompareTest", "compare: {"));
    for (String part :
        List.of("title", "bands", "stretch", "colormap", "scenes", "layout", "aoi")) {
      proofs.add(elsewhere("compare." + part, "CompareSettingsTest", part + ": "));
    }
    for (String form :
        List.of("bbox", "geojson", "wkt", "center", "size_m", "te", "te_srs", "pixels")) {
      proofs.add(elsewhere("compare.aoi." + form, "CompareSettingsTest", form + ": "));
    }
    return proofs;
  }
}

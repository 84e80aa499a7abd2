package io.terralapse.endtoend;

import java.util.ArrayList;
import java.util.List;

/** The proofs of the settings of a second panel. */
final class CompareProofs {
  private CompareProofs() {}

  static List<SettingProof> all() {
    List<SettingProof> proofs = new ArrayList<>();
    proofs.add(proof("compare", "CompareTest", "compare: {"));
    for (String part :
        List.of("title", "bands", "stretch", "colormap", "scenes", "layout", "aoi")) {
      proofs.add(proof("compare." + part, "CompareSettingsTest", part + ": "));
    }
    for (String form :
        List.of("bbox", "geojson", "wkt", "center", "size_m", "te", "te_srs", "pixels")) {
      proofs.add(proof("compare.aoi." + form, "CompareSettingsTest", form + ": "));
    }
    return proofs;
  }

  private static SettingProof proof(String setting, String test, String words) {
    return new SettingProof(setting, null, List.of(), List.of(), test, words);
  }
}

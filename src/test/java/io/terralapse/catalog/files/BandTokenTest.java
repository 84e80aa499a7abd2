package io.terralapse.catalog.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BandTokenTest {
  @ParameterizedTest
  @CsvSource({
    "LC08_L1TP_013032_20180131_B4, LC08_L1TP_013032_20180131, B4, 0",
    "LC08_L2SP_190024_20200101_20200823_02_T1_SR_B4, LC08_L2SP_190024_20200101_20200823_02_T1, B4,"
        + " 0",
    "LT05_L1TP_1_sr_band3, LT05_L1TP_1, B3, 0",
    "T11CMM_20201126T154319_B04_10m, T11CMM_20201126T154319, B04, 10",
    "T11CMM_20201126T154319_B8A_20m, T11CMM_20201126T154319, B8A, 20",
    "S2A_OPER_MSI_L1C_TL_EPA__20170604T010049_A002448_T40RCN_B02,"
        + " S2A_OPER_MSI_L1C_TL_EPA__20170604T010049_A002448_T40RCN, B02, 0",
    "HLS.S30.T14RQU.2020032T170659.v2.0.B04, HLS.S30.T14RQU.2020032T170659.v2.0, B04, 0",
    "T29UNU_20221005T115411_TCI_10m, T29UNU_20221005T115411, TCI, 10",
    "site_20200101_red, site_20200101, red, 0",
    "LC08_x_B4_clip, LC08_x_clip, B4, 0",
    "B02, '', B02, 0",
    "B02_clip, clip, B02, 0",
  })
  void splitsTheBandFromTheProduct(String name, String stem, String band, int resolution) {
    BandToken token = BandToken.find(name).orElseThrow();
    assertEquals(new BandToken(stem, band, resolution), token);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"site_20200101", "LC08_L1TP_013032_20180131", "redwood_2020", "B123", "AB2"})
  void findsNoTokenInOtherNames(String name) {
    assertTrue(BandToken.find(name).isEmpty());
  }
}

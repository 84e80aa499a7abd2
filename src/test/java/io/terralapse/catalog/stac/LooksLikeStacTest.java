package io.terralapse.catalog.stac;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LooksLikeStacTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'Feature','stac_version':'1.0.0'} | true",
        "{'stac_version':'1.1.0','type':'Catalog'} | true",
        "{'links':[{'a':[1,2]}],'stac_version':'1.0.0','type':'Collection'} | true",
        "{'type':'Feature','properties':{'stac_version':'1.0.0'}} | false",
        "{'type':'Feature','geometry':{'type':'Point'},'stac_version':'1.0.0'} | true",
        "{'geometry':{'type':'Feature'},'stac_version':'1.0.0'} | false",
        "{'type':'FeatureCollection','features':[{'type':'Feature'}]} | false",
        "{'type':'FeatureCollection','features':[{'stac_version':'1.0.0'}]} | true",
        "{'features':[{'x':{'y':1},'stac_version':'1'}],'type':'FeatureCollection'} | true",
        "{'type':'FeatureCollection','x':[{'stac_version':'1.0.0'}]} | false",
        "{'type':['Feature'],'stac_version':'1.0.0'} | false",
        "{'type':{'type':'Feature'},'stac_version':'1.0.0'} | false",
        "{'type':{'a':{'b':1}},'type':'Feature','stac_version':'1.0.0'} | true",
        "{'type':['a',{'b':1}],'x':{'stac_version':'1'},'type':'Feature'} | false",
        "{'stac_version':{'a':1},'type':'Feature'} | true",
        "{'type':'Feature' | false",
        "{'type': | false",
        "{'type':'Feature','stac_version':'1.0.0','x':[1, | true",
        "[1,2] | false",
        "hello | false"
      })
  void recognisesStacByTypeAndVersion(String json, boolean expected) {
    byte[] head = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    assertEquals(expected, StacReader.looksLikeStac(head));
  }

  @Test
  void anEmptyDocumentIsNotStac() {
    assertEquals(false, StacReader.looksLikeStac(new byte[0]));
    assertEquals(false, StacReader.looksLikeStac(new byte[4096]));
    assertEquals(
        false, StacReader.looksLikeStac("[".repeat(10_000).getBytes(StandardCharsets.UTF_8)));
  }
}

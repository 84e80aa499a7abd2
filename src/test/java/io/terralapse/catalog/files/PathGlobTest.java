package io.terralapse.catalog.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.terralapse.model.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathGlobTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*.tif | a.tif | true",
        "*.tif | x/a.tif | false",
        "**/*.tif | a.tif | true",
        "**/*.tif | x/y/a.tif | true",
        "x/**/a.tif | x/a.tif | true",
        "x/**/a.tif | x/y/z/a.tif | true",
        "x/** | x/y/a.tif | true",
        "x/** | y/a.tif | false",
        "a?.tif | ab.tif | true",
        "a?.tif | a/.tif | false",
        "a[1-3].tif | a2.tif | true",
        "a[!1-3].tif | a2.tif | false",
        "a[!1-3].tif | a4.tif | true",
        "{a,b}_*.{tif,tiff} | b_1.tiff | true",
        "{a,b}_*.{tif,tiff} | c_1.tif | false",
        "a,b.tif | a,b.tif | true",
        "a.tif | aXtif | false",
        "a(1)+$.tif | a(1)+$.tif | true",
        "*_L9_* | x_L9_y.tif | true",
        "a[!]x].tif | a].tif | false",
        "a[!]x].tif | ab.tif | true",
        "a[&&b].tif | a&.tif | true",
      })
  void matchesAsAShellDoes(String glob, String path, boolean expected) {
    assertEquals(expected, PathGlob.of(glob).matches(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a[b", "{a,b", "a}", "[z-a].tif"})
  void rejectsUnfinishedPatterns(String glob) {
    assertThrows(UserError.class, () -> PathGlob.of(glob));
  }

  @Test
  void findsAFolderAboveTheFile() {
    assertEquals(true, PathGlob.of("x/imgs_*").matchesWithin("x/imgs_1/deep/a.tif"));
    assertEquals(false, PathGlob.of("imgs_*").matchesWithin("x/imgs_1/a.tif"));
  }
}

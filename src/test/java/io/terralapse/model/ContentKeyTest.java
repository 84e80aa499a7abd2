package io.terralapse.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class ContentKeyTest {

  @Test
  void onlyThirtyTwoHexadecimalDigitsAreAKey() {
    assertThrows(IllegalArgumentException.class, () -> new ContentKey("../../etc/passwd"));
    assertThrows(IllegalArgumentException.class, () -> new ContentKey("A".repeat(32)));
    assertEquals(32, ContentKey.of("x").hex().length());
  }

  @Test
  void keyOfATextIsAPrefixOfTheHashOfItsLengthAndBytes() {
    // printf '\0\0\0\0\0\0\0\3abc' | sha256sum
    assertEquals("c3494ca1a2cf8eeb8a11ded316fb55b8", ContentKey.of("abc").hex());
  }

  @Test
  void bordersBetweenArraysEnterTheKey() {
    ContentDigest first = new ContentDigest();
    first.add(new byte[] {1, 2}, 2);
    first.add(new byte[] {3}, 1);
    ContentDigest second = new ContentDigest();
    second.add(new byte[] {1}, 1);
    second.add(new byte[] {2, 3}, 2);
    assertNotEquals(first.key(), second.key());
  }

  @Test
  void sha256OfATextIsThatOfTheStandard() {
    // FIPS 180-4 example "abc".
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Sha256.hex("abc"));
  }
}

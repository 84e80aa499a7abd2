package io.terralapse.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Nothing of untrusted text controls what shows it. */
class PrintableTextTest {
  /** Escape sequences of both kinds, a right-to-left override, and a line separator. */
  private static final String HOSTILE = "a\u001b[31mb\u009b2Jc\u202ed\u2028e";

  @Test
  void cleanTextIsOneLineOfVisibleCharacters() {
    assertEquals("a [31mb 2Jc d e", PrintableText.clean(HOSTILE));
    assertEquals("a b", PrintableText.clean(" a\r\n\tb "));
    assertEquals("ab...", PrintableText.clean("abc", 2));
  }

  @Test
  void linesKeepTheirEndsAndSpaces() {
    assertEquals("a [31mb 2Jc d e", PrintableText.lines(HOSTILE));
    assertEquals("  a\r\n\tb ", PrintableText.lines("  a\r\n\tb\u0007"));
    assertEquals("  a   b ", PrintableText.line("  a\r\n\tb\u0007"));
  }
}

package io.terralapse.access.http;

import java.io.IOException;

/** A distant file cannot be read, and asking again would not help. The message is a sentence. */
final class Refusal extends IOException {
  private static final long serialVersionUID = 1L;

  Refusal(String sentence) {
    super(sentence);
  }
}

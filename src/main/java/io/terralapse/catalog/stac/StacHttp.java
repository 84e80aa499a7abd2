package io.terralapse.catalog.stac;

import java.io.IOException;
import java.net.URI;

/**
 * Asks servers for catalogue documents. Whoever implements it decides which hosts may be asked, and
 * adds tokens, retries and time-outs.
 *
 * <p>Messages of exceptions are sentences for the user without query or user information; when the
 * server answered with an error, they hold its status number ({@code 405}).
 */
public interface StacHttp {
  /**
   * Fetches a document.
   *
   * @param limit most bytes that it may have
   * @throws IOException if it has more or cannot be read
   */
  byte[] get(URI uri, int limit) throws IOException;

  /**
   * Posts a question in JSON.
   *
   * @param limit most bytes that the answer may have
   * @throws IOException if it has more or cannot be read
   */
  byte[] postJson(URI uri, byte[] body, int limit) throws IOException;
}

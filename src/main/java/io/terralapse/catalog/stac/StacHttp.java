package io.terralapse.catalog.stac;

import java.io.IOException;
import java.net.URI;

/**
 * Requests STAC documents from servers. The implementation decides which hosts are allowed, and
 * adds credentials, retries and time-outs. Thread-safe.
 *
 * <p>Messages of exceptions are sentences for the user without query or user information; if the
 * server responded with an error, they contain its status code ({@code 405}).
 */
public interface StacHttp {
  /**
   * Gets a document.
   *
   * @param limit its maximum size, bytes
   * @throws IOException if it is larger or cannot be read
   */
  byte[] get(URI uri, int limit) throws IOException;

  /**
   * Posts JSON.
   *
   * @param limit maximum size of the response, bytes
   * @throws IOException if it is larger or cannot be read
   */
  byte[] postJson(URI uri, byte[] body, int limit) throws IOException;
}

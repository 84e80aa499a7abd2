package io.terralapse.access.http;

import java.net.UnknownHostException;

/** A host has only addresses that are not allowed. Thrown where the client resolves names. */
final class BlockedHostException extends UnknownHostException {
  private static final long serialVersionUID = 1L;

  BlockedHostException(String host) {
    super(
        host
            + " is a loopback, private or reserved address, which is not allowed; set"
            + " \"access.allow_private: true\" if you trust the source of the address");
  }
}

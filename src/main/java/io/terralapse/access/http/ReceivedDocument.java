package io.terralapse.access.http;

import java.util.Map;
import java.util.Optional;

/**
 * The response to a conditional request.
 *
 * @param content empty if it is what the conditions describe
 * @param conditions headers for the next request; empty if the server gives no tag and no date
 */
record ReceivedDocument(Optional<byte[]> content, Map<String, String> conditions) {}

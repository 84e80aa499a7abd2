/** Reads files and documents over HTTP and HTTPS. */
@NullMarked
package io.terralapse.access.http;

import org.jspecify.annotations.NullMarked;

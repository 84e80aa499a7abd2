/** Text as outlines: fonts, shaping by HarfBuzz, writing direction. */
@NullMarked
package io.terralapse.text;

import org.jspecify.annotations.NullMarked;

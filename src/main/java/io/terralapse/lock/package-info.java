/** The lock file: the derived values that published frames depend on, kept while scenes arrive. */
@NullMarked
package io.terralapse.lock;

import org.jspecify.annotations.NullMarked;

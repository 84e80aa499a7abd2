/** The contact sheet: small frames of all dates on one picture. */
@NullMarked
package io.terralapse.sheet;

import org.jspecify.annotations.NullMarked;

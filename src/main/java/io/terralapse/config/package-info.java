/**
 * The configuration file, the environment and the flags, merged, validated and turned into
 * settings.
 */
@NullMarked
package io.terralapse.config;

import org.jspecify.annotations.NullMarked;

package io.terralapse.furniture;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The sprites that were rendered last, a bounded number: about 200 KB each at 1080p. Thread-safe;
 * one that several threads need at the same time may be rendered by each of them.
 */
final class SpriteCache {
  private static final int MOST = 32;

  private final Map<String, Sprite> sprites =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Sprite> eldest) {
          return size() > MOST;
        }
      };

  /** The sprite of a key, rendered if it is not kept. */
  Sprite get(String key, Supplier<Sprite> render) {
    synchronized (sprites) {
      Sprite kept = sprites.get(key);
      if (kept != null) {
        return kept;
      }
    }
    Sprite rendered = render.get();
    synchronized (sprites) {
      sprites.put(key, rendered);
    }
    return rendered;
  }
}

package io.terralapse.pipeline;

import io.terralapse.window.StoredWindow;
import io.terralapse.window.WindowRequest;
import io.terralapse.window.WindowStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The source windows of one date, open while it is measured or drawn and no longer, so that a run
 * of a thousand dates holds a handful of files.
 *
 * @param list in mosaic order
 */
record OpenWindows(List<StoredWindow> list) implements AutoCloseable {

  /** Opens all windows of a date, reading scenes again only if the store lost them. */
  static OpenWindows of(WindowStore store, List<WindowRequest> requests) throws IOException {
    List<StoredWindow> open = new ArrayList<>();
    try {
      for (WindowRequest request : requests) {
        open.add(store.fetch(request));
      }
      return new OpenWindows(open);
    } catch (IOException | RuntimeException failure) {
      new OpenWindows(open).close();
      throw failure;
    }
  }

  @Override
  public void close() throws IOException {
    for (StoredWindow window : list) {
      window.close();
    }
  }
}

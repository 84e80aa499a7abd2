package io.terralapse.read;

import io.terralapse.model.SceneWindows;
import io.terralapse.window.StoredWindow;
import io.terralapse.window.WindowRequest;
import io.terralapse.window.WindowStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The source windows of one acquisition, open only while it is measured or drawn, so that a run
 * over a thousand dates holds a handful of open files. Not thread-safe.
 */
public final class OpenWindows implements AutoCloseable {
  private final WindowStore store;
  private final List<SceneWindows> scenes = new ArrayList<>();
  private final List<StoredWindow> open = new ArrayList<>();

  OpenWindows(WindowStore store) {
    this.store = store;
  }

  /**
   * Opens the windows of some scenes; scenes are read again only if the store lost them.
   *
   * @throws IOException if a scene cannot be read; nothing stays open
   */
  public static OpenWindows of(WindowStore store, List<SceneRequest> requests) throws IOException {
    OpenWindows windows = new OpenWindows(store);
    try {
      for (SceneRequest request : requests) {
        windows.add(request);
      }
      return windows;
    } catch (IOException | RuntimeException failure) {
      windows.close();
      throw failure;
    }
  }

  /**
   * Opens the windows of one more scene.
   *
   * @return the content key of its windows
   * @throws IOException if the scene cannot be read; windows that were opened before stay open
   */
  public String add(SceneRequest request) throws IOException {
    List<StoredWindow> parts = new ArrayList<>();
    for (WindowRequest part : request.parts()) {
      StoredWindow window = store.fetch(part);
      open.add(window);
      parts.add(window);
    }
    scenes.add(new SceneWindows(parts, request.planes()));
    return String.join("+", parts.stream().map(StoredWindow::key).toList());
  }

  /** The scenes, in mosaic order. */
  public List<SceneWindows> scenes() {
    return scenes;
  }

  @Override
  public void close() throws IOException {
    for (StoredWindow window : open) {
      window.close();
    }
  }
}

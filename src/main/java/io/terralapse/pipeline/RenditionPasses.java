package io.terralapse.pipeline;

import io.terralapse.draw.FramePlan;
import io.terralapse.pace.SequencePicture;
import io.terralapse.rendition.Rendition;
import io.terralapse.rendition.RenditionCanvas;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Divides renditions into passes over the dates: those of one canvas are drawn together, unless
 * transitions of other rates differ, or the memory budget does not allow it.
 */
record RenditionPasses(
    List<RenditionCanvas> canvases,
    RenditionSequences sequences,
    RenditionLooks looks,
    RenditionMemory memory) {

  /**
   * Renditions whose pictures are drawn together.
   *
   * @param canvas number of the canvas that they are cut from
   * @param pictures of all their videos, without leads
   * @param renditions their numbers in the canvas
   * @param places of the renditions among all
   */
  record Pass(
      int canvas, List<SequencePicture> pictures, List<Integer> renditions, List<Integer> places) {}

  /** The passes, of which the first has the job's own rendition first. */
  List<Pass> plan(List<FramePlan> frames) {
    List<Pass> passes = new ArrayList<>();
    int place = 0;
    for (int canvas = 0; canvas < canvases.size(); canvas++) {
      Map<List<SequencePicture>, List<Integer>> groups = new LinkedHashMap<>();
      List<Rendition> renditions = canvases.get(canvas).renditions();
      for (int i = 0; i < renditions.size(); i++) {
        groups
            .computeIfAbsent(
                sequences.of(renditions.get(i).name()).afterLead(), none -> new ArrayList<>())
            .add(i);
      }
      for (var group : groups.entrySet()) {
        Map<Integer, Integer> places = new LinkedHashMap<>();
        for (int i : group.getValue()) {
          places.put(i, place++);
        }
        passes.addAll(divided(canvas, group.getKey(), places, frames));
      }
    }
    return passes;
  }

  /** Those that look the same stay together, since they are encoded once. */
  private List<Pass> divided(
      int canvas,
      List<SequencePicture> pictures,
      Map<Integer, Integer> places,
      List<FramePlan> frames) {
    List<Rendition> renditions = canvases.get(canvas).renditions();
    Map<List<Object>, List<Integer>> alike = new LinkedHashMap<>();
    for (int i : places.keySet()) {
      alike
          .computeIfAbsent(
              pictures(renditions.get(i), looks.of(canvas, i), i), none -> new ArrayList<>())
          .add(i);
    }
    List<Pass> passes = new ArrayList<>();
    List<Rendition> encoded = new ArrayList<>();
    for (List<Integer> same : alike.values()) {
      Rendition added = renditions.get(same.get(0));
      encoded.add(added);
      if (encoded.size() == 1 || !memory.fits(canvases.get(canvas).grid(), encoded, frames)) {
        passes.add(new Pass(canvas, pictures, new ArrayList<>(), new ArrayList<>()));
        encoded = new ArrayList<>(List.of(added));
      }
      Pass pass = passes.get(passes.size() - 1);
      for (int i : same) {
        pass.renditions().add(i);
        pass.places().add(places.get(i));
      }
    }
    return passes;
  }

  /**
   * What decides the pictures of a video: those that have it in common differ in what the mux adds
   * only.
   *
   * @param number of the rendition in its canvas
   */
  static List<Object> pictures(Rendition one, RenditionLooks.Look look, int number) {
    return List.of(
        look.renderer(),
        one.video().crf(),
        one.video().preset(),
        one.video().gop().isPresent() ? List.of(number) : List.of());
  }
}

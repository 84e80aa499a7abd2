package io.terralapse.pipeline;

import io.terralapse.furniture.FurniturePainter;
import io.terralapse.grid.Enlargement;
import io.terralapse.inventory.SceneInventory;
import io.terralapse.ledger.Ledger;
import io.terralapse.tone.ColourMap;
import io.terralapse.tone.Stretch;
import java.util.ArrayList;
import java.util.List;

/** How values became colours, for the ledger. Stateless. */
final class FrameLook {
  private FrameLook() {}

  static Ledger.Look of(SceneInventory inventory, Stretch stretch, FurniturePainter furniture) {
    List<String> channels = inventory.bands().channelNames();
    List<Ledger.ChannelStretch> stretches = new ArrayList<>();
    for (int i = 0; i < channels.size(); i++) {
      stretches.add(new Ledger.ChannelStretch(channels.get(i), stretch.low(i), stretch.high(i)));
    }
    return new Ledger.Look(
        inventory.bands().label(),
        inventory.bands().caption(inventory.plan().acquisitions()),
        stretches,
        stretch.gamma(),
        stretch.curve().kind().word(),
        stretch.saturation(),
        stretch.colours().map(ColourMap::name),
        Enlargement.of(inventory.plan()),
        furniture.leftOut());
  }
}

package io.terralapse.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import io.terralapse.model.Shift;
import io.terralapse.pipeline.AlignResult;
import java.io.IOException;

/** How {@code align --json} writes a date: its shift in one flat object. */
final class AlignedDateJson extends JsonSerializer<AlignResult.AlignedDate> {

  @Override
  public void serialize(
      AlignResult.AlignedDate date, JsonGenerator json, SerializerProvider provider)
      throws IOException {
    Shift shift = date.shift();
    json.writeStartObject();
    json.writeStringField("id", date.id());
    json.writeStringField("acquired", date.acquired().text());
    json.writeStringField("status", shift.status().word());
    json.writeStringField("model", shift.model());
    number("dxPx", shift.dxPx(), json, provider);
    number("dyPx", shift.dyPx(), json, provider);
    number("uncertaintyPx", shift.uncertaintyPx(), json, provider);
    json.writeNumberField("votes", shift.tiePoints());
    json.writeNumberField("rejectedVotes", shift.rejectedTiePoints());
    number("closurePx", shift.closurePx(), json, provider);
    number("confidence", shift.confidence(), json, provider);
    json.writeBooleanField("applied", shift.applied());
    json.writeEndObject();
  }

  private static void number(
      String name, double value, JsonGenerator json, SerializerProvider provider)
      throws IOException {
    provider.defaultSerializeField(name, value, json);
  }
}

package io.terralapse.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An {@link Optional} of any type; empty if the setting is absent or null. A section that is to be
 * text is kept as its JSON: queries that are passed on to a server.
 */
final class OptionalDeserializer extends JsonDeserializer<Optional<?>>
    implements ContextualDeserializer {
  private final @Nullable JavaType type;

  /** For any type, until Jackson says which. */
  OptionalDeserializer() {
    this(null);
  }

  private OptionalDeserializer(@Nullable JavaType type) {
    this.type = type;
  }

  @Override
  public JsonDeserializer<?> createContextual(
      DeserializationContext context, @Nullable BeanProperty property) {
    JavaType optional = property != null ? property.getType() : context.getContextualType();
    return new OptionalDeserializer(optional.containedType(0));
  }

  @Override
  public Optional<?> deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    if (type == null) {
      throw JsonMappingException.from(parser, "an Optional of an unknown type");
    }
    if (type.hasRawClass(String.class) && parser.currentToken() == JsonToken.START_OBJECT) {
      return Optional.of(parser.readValueAsTree().toString());
    }
    return Optional.ofNullable(context.readValue(parser, type));
  }

  @Override
  public Optional<?> getNullValue(DeserializationContext context) {
    return Optional.empty();
  }

  @Override
  public Object getAbsentValue(DeserializationContext context) {
    return Optional.empty();
  }
}

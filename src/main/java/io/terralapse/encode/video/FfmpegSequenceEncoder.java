package io.terralapse.encode.video;

import io.terralapse.encode.SequenceEncoder;
import io.terralapse.encode.SequenceFile;
import io.terralapse.encode.SequenceJob;
import io.terralapse.encode.video.CodecSpec.Repeats;
import io.terralapse.model.ByteLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A video by one of the {@link VideoCodec}s. Immutable, thread-safe. */
final class FfmpegSequenceEncoder implements SequenceEncoder {
  /** Change it with the code of this package that decides bytes. */
  private static final String VERSION = "1";

  private final VideoCodec codec;
  private final VideoContainer container;
  private final VideoQuality quality;

  FfmpegSequenceEncoder(VideoCodec codec, VideoContainer container, VideoQuality quality) {
    this.codec = codec;
    this.container = container;
    this.quality = quality;
  }

  @Override
  public void requireAvailable() {
    CodecAvailability.require(quality.setting(), spec(quality.crf()).encoder());
  }

  @Override
  public String signature() {
    return String.join(
        " ", VERSION, container.name(), quality.limitText(), spec(quality.crf()).signature());
  }

  @Override
  public SequenceEncoder within(ByteLimit limit) {
    return codec.worst() == 0
        ? this
        : new FfmpegSequenceEncoder(codec, container, quality.within(limit));
  }

  @Override
  public long bytesPerThread(int width, int height) {
    return spec(quality.crf()).bytesPerThread(width, height);
  }

  @Override
  public SequenceFile write(Path staged, SequenceJob job) throws Exception {
    int crf =
        QualitySearch.find(
            quality.crf(),
            codec.worst(),
            quality.limit(),
            job.pictures(),
            candidate -> writeAt(staged, job, candidate));
    return readBack(staged, job, QualitySearch.givenUp(quality.crf(), crf));
  }

  private long writeAt(Path staged, SequenceJob job, int crf) throws Exception {
    String tag = container == VideoContainer.MP4 ? codec.tag() : "";
    CodecSpec spec = codec.forSize(spec(crf), job.pictures().width(), job.pictures().height());
    GroupedVideo.write(staged, job, spec, container, tag);
    return Files.size(staged);
  }

  /** Animated pictures have durations and no frame rate. */
  private CodecSpec spec(int crf) {
    CodecSpec spec = codec.spec(crf, quality.preset());
    return container == VideoContainer.AVIF ? spec.repeating(Repeats.DURATION) : spec;
  }

  private SequenceFile readBack(Path staged, SequenceJob job, List<String> givenUp)
      throws IOException {
    int frames = GroupedVideo.readBack(staged, job, spec(quality.crf()), container);
    return new SequenceFile(
        frames,
        job.timing().totalSeconds(),
        container == VideoContainer.AVIF
            ? container.mediaType()
            : CodecName.find(codec, staged)
                .map(name -> container.mediaType() + "; codecs=\"" + name + "\"")
                .orElse(container.mediaType()),
        givenUp);
  }
}

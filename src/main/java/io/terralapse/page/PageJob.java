package io.terralapse.page;

import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the settings say about the files for readers.
 *
 * @param name base name of the files
 * @param title of the video; empty if it has none
 * @param subtitle line below the title
 * @param locale language of the text
 * @param zone time zone of dates
 * @param credit fixed credit; empty uses that of the scenes
 * @param showCredit whether there is a credit
 * @param baseUrl address of the folder that the files will be in
 * @param settings which files are written
 * @param emailGif the animated picture that the mail shows; empty if it shows the still
 * @param poster whether the poster is published
 * @param posterIsFirst whether it shows the first frame and not the last
 * @param hasLead whether the video shows the last frame before the first
 * @param report whether the alignment report is published
 * @param tool name and version of the program
 */
public record PageJob(
    String name,
    Optional<String> title,
    Optional<String> subtitle,
    Locale locale,
    ZoneId zone,
    Optional<String> credit,
    boolean showCredit,
    Optional<URI> baseUrl,
    PageSettings settings,
    Optional<String> emailGif,
    boolean poster,
    boolean posterIsFirst,
    boolean hasLead,
    boolean report,
    String tool) {

  /** The title, or the name if there is none. */
  public String heading() {
    return title.orElse(name);
  }

  /** Names of all files that the settings request. */
  public List<String> files() {
    List<String> files = new ArrayList<>();
    if (settings.page()) {
      files.add(pageFile());
    }
    if (settings.email()) {
      files.addAll(List.of(emailFile(), emailPicture()));
    }
    if (settings.embed()) {
      files.addAll(List.of(embedFile(), oembedFile()));
    }
    if (settings.captions()) {
      files.addAll(List.of(captionsFile(), chaptersFile()));
    }
    return files;
  }

  /** Name of the page. */
  public String pageFile() {
    return name + ".html";
  }

  /** Name of the text of the mail. */
  public String emailFile() {
    return name + "-email.html";
  }

  /** Name of the picture in the mail. */
  public String emailPicture() {
    return name + "-email.jpg";
  }

  /** Name of the figure to embed. */
  public String embedFile() {
    return name + "-embed.html";
  }

  /** Name of the description of the embedded figure for other sites. */
  public String oembedFile() {
    return name + "-oembed.json";
  }

  /** Name of the track with the dates. */
  public String captionsFile() {
    return name + ".vtt";
  }

  /** Name of the track with the chapters. */
  public String chaptersFile() {
    return name + "-chapters.vtt";
  }

  /** Name of the poster. */
  public String posterFile() {
    return name + "-poster.jpg";
  }

  /** The absolute address of a file, or its name if the address of the folder is unknown. */
  public String address(String file) {
    return baseUrl.map(base -> base.toString().replaceAll("/+$", "") + "/" + file).orElse(file);
  }
}

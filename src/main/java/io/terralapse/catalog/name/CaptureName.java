package io.terralapse.catalog.name;

import io.terralapse.model.Product;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names that systems and applications give with their own time, which is not the acquisition's. */
enum CaptureName implements NameConvention {
  /**
   * {@code Screenshot 2024-03-02 at 10.20.30}, {@code Bildschirmfoto 2024-03-05 um 10.20.30}, and
   * the same in the languages of macOS, Windows, GNOME and Android, and the names of programs.
   */
  SCREENSHOT(
      "^(?=.*\\d).*?(?<!\\p{L})(?:"
          + "screen[-_. ]?(?:shot|cap(?:ture)?|grab|recording|snip)s?|scrot|snipaste|greenshot|sharex"
          + "|bildschirm[-_ ]?(?:foto|aufnahme|abbild)|capture d.?.?\u00e9cran|captur[a\u0103][-_ ]de[-_ ](?:pantalla|ecr\u00e3|tela|ecran)"
          + "|schermata|istantanea|schermafbeelding|schermafdruk|sk\u00e4rm(?:avbild|bild|dump)|skj?ermbilde"
          + "|sk\u00e6rmbillede|n\u00e4ytt\u00f6kuva|zrzut[-_ ]ekranu|sn\u00edmek[-_ ]obrazovky|sn\u00edmka[-_ ]obrazovky"
          + "|ekran[-_ ](?:resmi|g\u00f6r\u00fcnt\u00fcs\u00fc|al\u0131nt\u0131s\u0131)|k\u00e9perny\u0151(?:k\u00e9p|fot\u00f3)"
          + "|\u0421\u043d\u0438\u043c\u043e\u043a[-_ ]\u044d\u043a\u0440\u0430\u043d\u0430|\u0417\u043d\u0456\u043c\u043e\u043a[-_ ]\u0435\u043a\u0440\u0430\u043d\u0430|\u0415\u043a\u0440\u0430\u043d\u043d\u0430 \u0441\u043d\u0438\u043c\u043a\u0430"
          + "|\u30b9\u30af\u30ea\u30fc\u30f3\u30b7\u30e7\u30c3\u30c8|\uc2a4\ud06c\ub9b0\uc0f7|\u5c4f\u5e55\u622a\u56fe|\u87a2\u5e55\u622a\u5716|\u622a\u5c4f|\u622a\u56fe|\u622a\u5716"
          + "|\u0644\u0642\u0637\u0629[-_ ]\u0634\u0627\u0634\u0629|\u05e6\u05d9\u05dc\u05d5\u05dd[-_ ]\u05de\u05e1\u05da|\u03c3\u03c4\u03b9\u03b3\u03bc\u03b9\u03cc\u03c4\u03c5\u03c0\u03bf"
          + ")",
      "a screenshot"),

  /**
   * {@code WhatsApp Image 2024-03-07 at 10.20.30}, {@code IMG-20240302-WA0001}, {@code
   * photo_2024-03-02_10-20-30} (Telegram), {@code signal-2024-03-02-102030}.
   */
  MESSAGE(
      "whatsapp[-_. ](?:image|video|bild|foto|imagen|imagem|immagine)(?=.*\\d)|(?:IMG|VID)-\\d{8}-WA\\d{4}"
          + "|(?<![a-z])photo_(?:\\d{1,3}_)?\\d{4}-\\d{2}-\\d{2}_\\d{2}-\\d{2}-\\d{2}|(?<![a-z])signal-\\d{4}-\\d{2}-\\d{2}"
          + "|(?<![a-z])(?:telegram|viber|kakaotalk|wechat|threema)[-_ a-z]*(?=\\d{4})"
          + "|\u5fae\u4fe1\u56fe\u7247(?=.*\\d)",
      "a message");

  private final Pattern pattern;
  private final String what;

  CaptureName(String regex, String what) {
    this.pattern = Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    this.what = what;
  }

  @Override
  public Pattern pattern() {
    return pattern;
  }

  @Override
  public ParsedName read(Matcher m) {
    return ParsedName.undated(
        Product.UNKNOWN,
        String.format(
            Locale.ROOT, "contains the time of %s, which is not that of the acquisition", what));
  }
}

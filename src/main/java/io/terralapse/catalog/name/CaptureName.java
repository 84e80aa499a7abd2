package io.terralapse.catalog.name;

import io.terralapse.model.Product;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names that systems and applications give with their own time, which is not the acquisition's. */
enum CaptureName implements NameConvention {
  /**
   * {@code Screenshot 2024-03-02 at 10.20.30}, {@code Bildschirmfoto 2024-03-05 um 10.20.30}, and
   * the same in the languages of macOS, Windows, GNOME and Android.
   */
  SCREENSHOT(
      "(?<![A-Za-z])(?:screen[-_ ]?(?:shot|cap(?:ture)?|grab|recording|snip)s?|bildschirm(?:foto|aufnahme)"
          + "|capture d.?.?\\u00e9cran|captura de (?:pantalla|ecr\\u00e3|tela)|schermata|istantanea"
          + "|schermafbeelding|schermafdruk|sk\\u00e4rm(?:avbild|bild|dump)|skj?ermbilde"
          + "|sk\\u00e6rmbillede|n\\u00e4ytt\\u00f6kuva|zrzut ekranu|sn\\u00edmek obrazovky"
          + "|ekran resmi|k\\u00e9perny\\u0151k\\u00e9p|\\u0421\\u043d\\u0438\\u043c\\u043e\\u043a \\u044d\\u043a\\u0440\\u0430\\u043d\\u0430"
          + "|\\u30b9\\u30af\\u30ea\\u30fc\\u30f3\\u30b7\\u30e7\\u30c3\\u30c8|\\u5c4f\\u5e55\\u622a\\u56fe|\\u622a\\u5c4f|\\u622a\\u56fe)(?=.*\\d)",
      "a screenshot"),

  /**
   * {@code WhatsApp Image 2024-03-07 at 10.20.30}, {@code IMG-20240302-WA0001}, {@code
   * photo_2024-03-02_10-20-30} (Telegram), {@code signal-2024-03-02-102030}.
   */
  MESSAGE(
      "whatsapp (?:image|video|bild|foto)(?=.*\\d)|(?:IMG|VID)-\\d{8}-WA\\d{4}"
          + "|(?<![a-z])photo_\\d{4}-\\d{2}-\\d{2}_\\d{2}-\\d{2}-\\d{2}|(?<![a-z])signal-\\d{4}-\\d{2}-\\d{2}"
          + "|(?<![a-z])(?:telegram|viber|kakaotalk|wechat|threema)[-_ a-z]*(?=\\d{4})",
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

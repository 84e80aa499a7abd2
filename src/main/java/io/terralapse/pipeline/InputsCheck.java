package io.terralapse.pipeline;

import io.terralapse.model.InputFile;
import io.terralapse.model.UserError;
import java.util.List;

/** Compares files that settings name, beside the scenes, with the ledger. */
final class InputsCheck {
  /** Code of the differences. */
  private static final String CODE = "input-changed";

  private final List<InputFile> published;
  private final Findings findings;

  /**
   * A check against a ledger.
   *
   * @param published the files in the ledger; none if an earlier version wrote it, and then nothing
   *     is compared
   * @param findings receives what is found
   */
  InputsCheck(List<InputFile> published, Findings findings) {
    this.published = published;
    this.findings = findings;
  }

  /**
   * Compares the files of each setting, in their order. A setting that names more or fewer of them
   * is another setting.
   *
   * @return whether there was no difference
   */
  boolean check(List<InputFile> now) {
    boolean same = true;
    for (String setting : now.stream().map(InputFile::setting).distinct().toList()) {
      List<InputFile> files = of(setting, now);
      List<InputFile> before = of(setting, published);
      for (int i = 0; i < files.size() && files.size() == before.size(); i++) {
        if (!files.get(i).key().equals(before.get(i).key())) {
          same = false;
          findings.differ(
              CODE,
              files.get(i).file(),
              files.get(i).file()
                  + " ("
                  + setting
                  + ") has other content than when the video was made; restore it, or run"
                  + " `terralapse render`.");
        }
      }
    }
    return same;
  }

  /** Adds that a file cannot be used. */
  static void refuse(UserError unusable, Findings findings) {
    findings.differ(CODE, "inputs", unusable.getMessage());
  }

  private static List<InputFile> of(String setting, List<InputFile> files) {
    return files.stream().filter(file -> file.setting().equals(setting)).toList();
  }
}

import { formatBytes } from "./formats.ts";
import type { Language } from "./languages.ts";

/** `7,34 MB` in Finnish and Swedish, `7.34 MB` in English: decimal units with three significant digits. */
export function bytesInLanguage(bytes: number, language: Language): string {
  const text = formatBytes(bytes);
  return language === "en" ? text : text.replace(".", ",");
}

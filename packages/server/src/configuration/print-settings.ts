/** The effective configuration, as it is printed: every setting and where its value comes from. */

import { resolve } from "node:path";
import type { EffectiveSettings } from "./read-settings.js";
import { SETTING_NAMES, SETTINGS, type Setting, type SettingName } from "./settings.js";

/** The reader of the settings: the operator at a terminal, or a log that is kept. */
export type Reader = "operator" | "log";

/**
 * A line for each setting, aligned. Secrets show only whether they are set, and a log has no paths
 * and hosts either.
 */
export function settingLines(
  { settings, origins }: EffectiveSettings,
  reader: Reader,
): readonly string[] {
  const width = Math.max(...SETTING_NAMES.map((name) => name.length));
  return SETTING_NAMES.map((name) => {
    const shown = showValue(name, settings[name], reader);
    return `${name.padEnd(width)}  ${shown}  (${origins[name]})`;
  });
}

function showValue(name: SettingName, value: unknown, reader: Reader): string {
  const setting: Setting = SETTINGS[name];
  if (value === null) return "not set";
  if (name === "store") return reader === "operator" ? storeText(String(value)) : schemeOf(value);
  if (setting.isPath === true && reader === "operator") return resolve(String(value));
  if (setting.isSecret === true || setting.isPath === true) return "set, not shown";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.join(",");
  return String(value);
}

/** The store with its absolute path, or with its host and without its password. */
export function storeText(url: string): string {
  if (url.startsWith("lmdb:")) return `lmdb:${resolve(url.slice("lmdb:".length))}`;
  if (!URL.canParse(url)) return schemeOf(url);
  const parsed = new URL(url);
  if (parsed.password !== "") parsed.password = "***";
  // A parameter may be a password, too.
  if (parsed.search !== "") parsed.search = "?...";
  return parsed.href;
}

/** The scheme says which driver it is; what follows may hold a password or a path. */
function schemeOf(url: unknown): string {
  const [scheme = ""] = String(url).split(":", 1);
  return scheme === "memory" ? "memory:" : `${scheme}:...`;
}

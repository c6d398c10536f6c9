/** The effective configuration, as it is printed: every setting and where its value comes from. */

import type { EffectiveSettings } from "./read-settings.js";
import { SETTING_NAMES, SETTINGS, type Setting, type SettingName } from "./settings.js";

/** A line for each setting, aligned. Secrets show only whether they are set. */
export function settingLines({ settings, origins }: EffectiveSettings): readonly string[] {
  const width = Math.max(...SETTING_NAMES.map((name) => name.length));
  return SETTING_NAMES.map((name) => {
    const shown = showValue(name, settings[name]);
    return `${name.padEnd(width)}  ${shown}  (${origins[name]})`;
  });
}

function showValue(name: SettingName, value: unknown): string {
  const setting: Setting = SETTINGS[name];
  if (value === null) return "not set";
  if (name === "store") return storeWithoutSecrets(String(value));
  if (setting.isSecret === true) return "set, not shown";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.join(",");
  return String(value);
}

/** The scheme says which driver it is; what follows may hold a password or a path. */
function storeWithoutSecrets(url: string): string {
  const [scheme = ""] = url.split(":", 1);
  return scheme === "memory" ? "memory:" : `${scheme}:...`;
}

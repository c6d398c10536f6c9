/** A Barewire server inside another program. The command is `barewire-server`. */

export {
  ConfigurationError,
  type EffectiveSettings,
  readSettings,
  type SettingSources,
  type SettingTexts,
} from "./configuration/read-settings.js";
export type { SettingName, Settings } from "./configuration/settings.js";
export { ListenError } from "./listen-error.js";
export { createLog, type Log, type LogOptions } from "./log.js";
export { type RunningServer, startServer } from "./start-server.js";
export { TokensError } from "./tokens.js";

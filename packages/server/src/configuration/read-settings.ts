/**
 * Reads the settings: a flag overrides the environment, the environment the file, and the file the
 * default. All mistakes are reported together.
 */

import { FormatError } from "./setting-formats.js";
import {
  flagOf,
  SETTING_NAMES,
  SETTINGS,
  type SettingName,
  type Settings,
  variableOf,
} from "./settings.js";

/** The texts of settings by their names. */
export type SettingTexts = { readonly [Name in SettingName]?: string };

export type SettingSources = {
  /** The settings of the command line. */
  readonly flags: SettingTexts;
  /** The whole environment; variables that are not settings are ignored. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The text of the configuration file, if one was named. */
  readonly file: string | null;
};

/** The source of a value. */
export type Origin = "flag" | "environment" | "file" | "default";

export type EffectiveSettings = {
  readonly settings: Settings;
  readonly origins: Readonly<Record<SettingName, Origin>>;
};

/** The settings are invalid or conflict. `problems` has a line for each mistake. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}

/** Throws a `ConfigurationError`. */
export function readSettings(sources: SettingSources): EffectiveSettings {
  const problems: string[] = [];
  const file = readFile(sources.file, problems);
  const values: Partial<Record<SettingName, unknown>> = {};
  const origins: Partial<Record<SettingName, Origin>> = {};
  for (const name of SETTING_NAMES) {
    const [origin, text] = findText(name, sources, file);
    origins[name] = origin;
    try {
      values[name] = SETTINGS[name].format.parse(text);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      problems.push(`${describeSource(name, origin)} must be ${error.message}, got "${text}"`);
    }
  }
  // Every name has a value of the type that its format declares, or there is a problem.
  const settings = values as Settings;
  if (problems.length === 0) problems.push(...conflictsIn(settings));
  if (problems.length > 0) throw new ConfigurationError(problems);
  return { settings, origins: origins as Record<SettingName, Origin> };
}

function findText(
  name: SettingName,
  { flags, environment }: SettingSources,
  file: SettingTexts,
): readonly [Origin, string | null] {
  const fromFlag = flags[name];
  if (fromFlag !== undefined) return ["flag", fromFlag];
  const fromEnvironment = environment[variableOf(name)];
  if (fromEnvironment !== undefined) return ["environment", fromEnvironment];
  const fromFile = file[name];
  if (fromFile !== undefined) return ["file", fromFile];
  return ["default", SETTINGS[name].format.defaultText];
}

/** Parses a JSON object by names of settings, whose values may be numbers, booleans and lists. */
function readFile(text: string | null, problems: string[]): SettingTexts {
  if (text === null) return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    problems.push("the configuration file is not valid JSON");
    return {};
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    problems.push("the configuration file must be a JSON object with the names of settings");
    return {};
  }
  const texts: Partial<Record<SettingName, string>> = {};
  for (const [key, value] of Object.entries(parsed)) {
    const name = SETTING_NAMES.find((known) => known === key);
    if (name === undefined)
      problems.push(`the configuration file has an unknown setting ${key}; see docs/options.md`);
    else texts[name] = Array.isArray(value) ? value.join(",") : String(value);
  }
  return texts;
}

function describeSource(name: SettingName, origin: Origin): string {
  switch (origin) {
    case "flag":
      return flagOf(name);
    case "environment":
      return variableOf(name);
    case "file":
      return `${name} in the configuration file`;
    case "default":
      return `the default of ${name}`;
    default:
      return origin satisfies never;
  }
}

function conflictsIn(settings: Settings): readonly string[] {
  const problems: string[] = [];
  if ((settings.tlsCertFile === null) !== (settings.tlsKeyFile === null)) {
    problems.push(
      `TLS needs both ${flagOf("tlsCertFile")} and ${flagOf("tlsKeyFile")}; only one is set`,
    );
  }
  if (settings.token !== null && settings.tokensFile !== null) {
    problems.push(
      `${variableOf("token")} and ${flagOf("tokensFile")} are both set; set only one of them`,
    );
  }
  if (settings.token === null && settings.tokensFile === null && !isLoopback(settings.host)) {
    problems.push(
      `without ${variableOf("token")} or ${flagOf("tokensFile")} the server listens on a ` +
        `loopback address only, got ${flagOf("host")} ${settings.host}: anyone could open every database`,
    );
  }
  if (settings.idleTimeout <= settings.pingInterval) {
    const { idleTimeout, pingInterval } = settings;
    problems.push(
      `${flagOf("idleTimeout")} (${idleTimeout}ms) must be longer than ` +
        `${flagOf("pingInterval")} (${pingInterval}ms)`,
    );
  }
  return problems;
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(?:\.\d{1,3}){3}$/.test(host);
}

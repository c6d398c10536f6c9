/** The command `barewire-server`: reads and prints its settings, and serves until SIGTERM. */

import { readFileSync } from "node:fs";
import { checkKv, type Kv, openKv, StorageError } from "@barewire/sqlite-storage";
import { Command } from "commander";
import pc from "picocolors";
import { settingLines } from "./configuration/print-settings.js";
import {
  ConfigurationError,
  type EffectiveSettings,
  readSettings,
  type SettingTexts,
} from "./configuration/read-settings.js";
import {
  flagOf,
  SETTING_NAMES,
  SETTINGS,
  type Settings,
  variableOf,
} from "./configuration/settings.js";
import { createLog, kindOfCause, type Log } from "./log.js";
import { ListenError, type RunningServer, startServer } from "./start-server.js";
import { TokensError } from "./tokens.js";

/**
 * The exit codes are those of the other commands of the project: 2 is for an error in the settings.
 */
const EXIT = { failure: 1, usage: 2 } as const;

const program = new Command("barewire-server")
  .description("Serves SQLite databases over WebSockets.")
  // Commander has printed the mistake, or the help.
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : EXIT.usage))
  .allowExcessArguments(false)
  .option("--config <file>", "a JSON file with settings (BAREWIRE_CONFIG)")
  .option("--check", "print the effective configuration, look at the store, and exit");
for (const name of SETTING_NAMES) {
  const { doc: about, format: form } = SETTINGS[name];
  const preset =
    form.defaultText === null || form.defaultText === "" ? "" : `; ${form.defaultText} by default`;
  program.option(`${flagOf(name)} <value>`, `${about}${preset} (${variableOf(name)})`);
}

type Flags = SettingTexts & { readonly config?: string; readonly check?: true };

// Commander returns the options that were declared above.
const flags = program.parse().opts() as Flags;

try {
  const effective = effectiveSettings();
  for (const line of settingLines(effective)) console.error(pc.dim(line));
  if (flags.check === true) await checkKv(effective.settings.store);
  else await serve(effective);
} catch (error) {
  process.exitCode = report(error);
}

function effectiveSettings(): EffectiveSettings {
  const path = flags.config ?? process.env["BAREWIRE_CONFIG"];
  const file = path === undefined ? null : readConfigFile(path);
  return readSettings({ flags, environment: process.env, file });
}

function readConfigFile(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new ConfigurationError([
      "the configuration file cannot be read: --config must name a readable file",
    ]);
  }
}

async function serve({ settings }: EffectiveSettings): Promise<void> {
  const log = createLog(settings.logLevel);
  const kv = await openKv(settings.store);
  const server = await startOver(kv, settings, log);
  log.server("listening", { url: server.url });
  const stop = (signal: string): void => {
    log.server("told to stop", { signal });
    server.stop().catch((error: unknown) => {
      log.failure("stopping failed", kindOfCause(error));
      process.exitCode = EXIT.failure;
    });
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

async function startOver(kv: Kv, settings: Settings, log: Log): Promise<RunningServer> {
  try {
    return await startServer(settings, kv, log);
  } catch (error) {
    await kv.close();
    throw error;
  }
}

/** Prints an error that the user can act on, and returns the exit code. */
function report(error: unknown): number {
  if (error instanceof ConfigurationError || error instanceof TokensError) {
    console.error(`${pc.red("error")} ${error.message.replaceAll("\n", "\n      ")}`);
    return EXIT.usage;
  }
  if (error instanceof StorageError) {
    console.error(`${pc.red("error")} the store cannot be opened: ${error.message}`);
    return EXIT.failure;
  }
  if (error instanceof ListenError) {
    console.error(`${pc.red("error")} ${error.message}`);
    return EXIT.failure;
  }
  throw error;
}

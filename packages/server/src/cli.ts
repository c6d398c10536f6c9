/** The command `barewire-server`: reads and prints its settings, and serves until SIGTERM. */

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { checkKv, failureCodeOf, type Kv, openKv, StorageError } from "@barewire/sqlite-storage";
import { Command } from "commander";
import { settingLines, storeText } from "./configuration/print-settings.js";
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
import { COMMAND_EXIT_CODES } from "./exit-codes.js";
import { ListenError } from "./listen-error.js";
import { createLog, kindOfCause, type Log } from "./log.js";
import { colorsOf } from "./log-text.js";
import { readTlsFiles, readTokens } from "./setting-files.js";
import { type RunningServer, startServer } from "./start-server.js";
import { storeFailureLines } from "./store-failure.js";
import { TokensError } from "./tokens.js";

const EXIT = {
  failure: COMMAND_EXIT_CODES.failure.code,
  usage: COMMAND_EXIT_CODES.usage.code,
};

const EXIT_HELP = `
Exit codes:
${Object.values(COMMAND_EXIT_CODES)
  .map(({ code, meaning }) => `  ${code}  ${meaning}`)
  .join("\n")}`;

const out = colorsOf(process.stdout, process.env);
const err = colorsOf(process.stderr, process.env);

const program = new Command("barewire-server")
  .description("Serves SQLite databases over WebSockets.")
  .version(`barewire-server ${packageVersion()}`, "-V, --version", "print the version, and exit")
  // Commander has printed the mistake, the help or the version.
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : EXIT.usage))
  .allowExcessArguments(false)
  .addHelpText("after", EXIT_HELP)
  .option("--config <file>", "a JSON file with settings (BAREWIRE_CONFIG)")
  .option("--check", "print the settings, check them, their files and the store, and exit");
for (const name of SETTING_NAMES) {
  const { doc: about, format: form } = SETTINGS[name];
  const preset =
    form.defaultText === null || form.defaultText === "" ? "" : `; ${form.defaultText} by default`;
  program.option(`${flagOf(name)} <value>`, `${about}${preset} (${variableOf(name)})`);
}

type Flags = SettingTexts & { readonly config?: string; readonly check?: true };

// A reader that goes away, as `| head` does, must not end the server.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

// Commander returns the options that were declared above.
const flags = program.parse().opts() as Flags;
const configPath = flags.config ?? process.env["BAREWIRE_CONFIG"];
/** Known once the settings are read. */
let effective: EffectiveSettings | null = null;
try {
  effective = effectiveSettings();
  if (flags.check === true) await check(effective);
  else await serve(effective);
} catch (error) {
  process.exitCode = report(error);
}

function packageVersion(): string {
  const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  // The manifest of this package has a version.
  return (JSON.parse(text) as { readonly version: string }).version;
}

function effectiveSettings(): EffectiveSettings {
  const file = configPath === undefined ? null : readConfigFile(configPath);
  return readSettings({ flags, environment: process.env, file });
}

function readConfigFile(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const code = failureCodeOf(error) ?? "unknown";
    throw new ConfigurationError([
      `the configuration file cannot be read: ${resolve(path)} (${code}); --config must name a ` +
        "readable file",
    ]);
  }
}

/** Prints what a start would use, on the standard output, and what would keep it from starting. */
async function check(effective: EffectiveSettings): Promise<void> {
  const { settings } = effective;
  for (const line of settingLines(effective, "operator")) console.log(out.dim(line));
  const passed = (what: string): void => console.log(`${out.green("ok")} ${what}`);
  passed("the settings are valid");
  readTokens(settings);
  if (readTlsFiles(settings) !== null) passed("the certificate and its key can be used");
  await checkKv(settings.store);
  passed(`the store can be opened: ${storeText(settings.store)}`);
}

async function serve(effective: EffectiveSettings): Promise<void> {
  const { settings } = effective;
  const reader = process.stderr.isTTY ? "operator" : "log";
  for (const line of settingLines(effective, reader)) console.error(err.dim(line));
  const log = createLog(settings.logLevel, { format: logFormat(settings), colors: out });
  const server = await start(settings, log);
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

function logFormat({ logFormat }: Settings): "text" | "json" {
  if (logFormat !== "auto") return logFormat;
  return process.stdout.isTTY ? "text" : "json";
}

/** The log has the kind of a failure; the terminal is told all of it. */
async function start(settings: Settings, log: Log): Promise<RunningServer> {
  let kv: Kv | null = null;
  try {
    kv = await openKv(settings.store);
    return await startServer(settings, kv, log);
  } catch (error) {
    log.failure("starting failed", failureCodeOf(error) ?? kindOfCause(error));
    await kv?.close();
    throw error;
  }
}

/** Prints an error that the user can act on, and returns the exit code. */
function report(error: unknown): number {
  if (error instanceof ConfigurationError || error instanceof TokensError) {
    const isAboutSettings = effective === null && error instanceof ConfigurationError;
    const file = isAboutSettings && configPath !== undefined;
    tell([
      ...error.message.split("\n"),
      ...(file ? [`configuration file: ${resolve(configPath)}`] : []),
    ]);
    return EXIT.usage;
  }
  if (error instanceof StorageError) {
    tell(storeFailureLines(effective?.settings.store ?? "", error));
    return EXIT.failure;
  }
  if (error instanceof ListenError) {
    tell([error.message]);
    return EXIT.failure;
  }
  throw error;
}

/** Failures are told on standard error, and by `--check` with all else on standard output. */
function tell(lines: readonly string[]): void {
  const [print, colors] = flags.check === true ? [console.log, out] : [console.error, err];
  print(`${colors.red("error")} ${lines.join("\n      ")}`);
}

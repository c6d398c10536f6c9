/**
 * The server as it is installed: compiled. The loader that runs sources in tests names every
 * function each time that it is created, which a measurement would count as work of the server.
 */

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const COMMAND = new URL("../packages/server/bin/barewire-server.mjs", import.meta.url);

/** Compiles what has changed, and returns the path of the command. */
export function builtServer(): string {
  const environment = { ...process.env, TURBO_TELEMETRY_DISABLED: "1" };
  const build = ["run", "build", "--filter=@barewire/server...", "--output-logs=errors-only"];
  execFileSync("turbo", build, { env: environment, stdio: ["ignore", "ignore", "inherit"] });
  return fileURLToPath(COMMAND);
}

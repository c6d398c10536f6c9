/**
 * Builds the generator where its sources have changed, and is silent unless that fails.
 *
 * Turbo keeps what it built before; its own output, a notice of its telemetry among it, would be
 * all that a person sees of a command that has nothing to do.
 */
import { spawnSync } from "node:child_process";
import { delimiter, join } from "node:path";

// Turbo and the pnpm that it runs are installed here, however this file is called.
const installed = join(import.meta.dirname, "node_modules/.bin");
const { PATH = "" } = process.env;

const { status, stdout, stderr } = spawnSync(
  "turbo",
  ["run", "build", "--filter=@barewire/codegen", "--output-logs=errors-only"],
  {
    env: {
      ...process.env,
      PATH: `${installed}${delimiter}${PATH}`,
      TURBO_TELEMETRY_DISABLED: "1",
    },
    encoding: "utf8",
    shell: process.platform === "win32",
  },
);
if (status !== 0) {
  console.error(`${stdout ?? ""}${stderr ?? ""}\nThe generator does not build; see above.`);
  process.exit(1);
}

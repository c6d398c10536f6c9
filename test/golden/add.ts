/** `pnpm golden`: adds the golden bytes of newly published versions, and changes no others. */

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { configuredProtocols, REPOSITORY } from "../matrix/planned-protocol.js";
import { runConfigured } from "../matrix/running-protocol.js";
import { extendGolden, GOLDEN_FOLDER } from "./golden-folder.js";
import { makeGoldens } from "./make-goldens.js";
import { publishedVersions } from "./published-versions.js";

for (const planned of await configuredProtocols()) {
  const running = await runConfigured(planned);
  for (const version of publishedVersions(planned)) {
    const name = `${planned.protocol} v${version}`;
    try {
      console.log(`${name}: ${extendGolden(GOLDEN_FOLDER, makeGoldens(running, version))} added`);
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    }
  }
}

// The files are laid out as the formatter of the repository wants them.
const biome = join(REPOSITORY, "node_modules/.bin/biome");
execFileSync(biome, ["format", "--write", GOLDEN_FOLDER], { cwd: REPOSITORY, stdio: "ignore" });

/** The golden bytes of our protocols for tests that need them as input. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type GoldenFile, parseGoldens } from "../../codegen/src/golden/golden-file.js";
import { REPOSITORY } from "../matrix/planned-protocol.js";

/** The folder of what other tests keep of earlier versions: databases and transcripts. */
export const GOLDEN_FOLDER: string = import.meta.dirname;

export function readGolden(protocol: string, version: number): GoldenFile {
  const path = join(REPOSITORY, "schemas", protocol, "golden", `v${version}.json`);
  const parsed = existsSync(path) ? parseGoldens(readFileSync(path, "utf8")) : null;
  if (parsed?.ok !== true) throw new Error(`there are no golden bytes of ${protocol} v${version}`);
  return parsed.file;
}

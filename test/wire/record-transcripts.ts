/** `pnpm transcripts`: records those of newly published versions, and changes no others. */

import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { configuredProtocols } from "../matrix/planned-protocol.js";
import { RELEASES } from "./live/released.js";
import { clientSide, replay, transcriptPath, writeTranscript } from "./transcript.js";

const protocols = await configuredProtocols();
const envoy = protocols.find(({ protocol }) => protocol === "envoy-protocol");
const published = envoy?.published ?? [];

for (const release of RELEASES) {
  const isWanted = published.includes(release) && !existsSync(transcriptPath(release));
  if (!isWanted) continue;
  mkdirSync(dirname(transcriptPath(release)), { recursive: true });
  const entries = await replay(release, clientSide(release));
  writeTranscript(release, entries);
  console.log(`envoy-protocol v${release}: ${entries.length} entries recorded`);
}

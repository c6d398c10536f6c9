/** Clients of released versions are still answered as they were. */

import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { configuredProtocols } from "../matrix/planned-protocol.js";
import { RELEASES } from "./live/released.js";
import { readTranscript, replay, transcriptPath } from "./transcript.js";

const RECORDED = RELEASES.filter((release) => existsSync(transcriptPath(release)));

test("every published version has a transcript", async () => {
  const envoy = (await configuredProtocols()).find(({ protocol }) => protocol === "envoy-protocol");
  expect(RECORDED).toEqual(envoy?.published ?? []);
});

test.each(RECORDED)("a client of v%i hears from today's handlers what it once heard", async (v) => {
  const transcript = readTranscript(v);
  expect(transcript.filter(({ from }) => from === "server").length).toBeGreaterThan(5);
  expect(await replay(v, transcript)).toEqual(transcript);
});

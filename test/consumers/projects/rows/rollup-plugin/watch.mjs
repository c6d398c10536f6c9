/** A watching build that fails with the place of a fault in a schema, and goes on without it. */

import { EventEmitter, once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { watch } from "rollup";
import config from "./rollup.config.mjs";

const SCHEMA = "schemas/chat/v2.bare";
const text = readFileSync(SCHEMA, "utf8");
const builds = new EventEmitter();
const watcher = watch({ ...config, watch: { clearScreen: false } });
watcher.on("event", (event) => {
  if (event.code === "ERROR") builds.emit("build", event.error);
  if (event.code === "BUNDLE_END") builds.emit("build", null);
  event.result?.close();
});

/** The builds until one ends as it should; one more may be on its way. */
async function until(what, isWanted) {
  const signal = AbortSignal.timeout(60_000);
  for (let last = "nothing was built"; ; ) {
    const [error] = await once(builds, "build", { signal }).catch(() => {
      throw new Error(`expected ${what}, got ${last}`);
    });
    if (isWanted(error)) return;
    last = error?.message ?? "a build";
  }
}

function has(name) {
  return readFileSync("dist/main.js", "utf8").includes(name);
}

await until("a build", (error) => error === null);
writeFileSync(SCHEMA, text.replace("text: str", "text: strr"));
await until("the place of the fault", (error) => {
  const { file, line, column } = error?.loc ?? {};
  return /v2\.bare$/.test(file) && line === 8 && column === 8 && /v2\.bare:8:9: /.test(error.message);
});
writeFileSync(SCHEMA, text.replace("LOUD = 1", "LOUD = 1\n  SHOUTED = 2"));
await until("the new value in the bundle", (error) => error === null && has("SHOUTED"));
writeFileSync(SCHEMA, text);
await until("the old values in the bundle", (error) => error === null && !has("SHOUTED"));
await watcher.close();

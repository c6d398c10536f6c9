/** A watching build that fails with the place of a fault in a schema, and goes on without it. */

import { EventEmitter, once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import webpack from "webpack";
import config from "./webpack.config.mjs";

const SCHEMA = "schemas/chat/v2.bare";
const text = readFileSync(SCHEMA, "utf8");
const builds = new EventEmitter();
const compiler = webpack({ ...config, mode: "development", devtool: false });
const watching = compiler.watch({}, (failure, stats) => {
  builds.emit("build", failure === null ? stats.toJson({ errors: true }).errors : [failure]);
});

/** The builds until one ends as it should; one more may be on its way. */
async function until(what, isWanted) {
  const signal = AbortSignal.timeout(60_000);
  for (let last = "nothing was built"; ; ) {
    const [errors] = await once(builds, "build", { signal }).catch(() => {
      throw new Error(`expected ${what}, got ${last}`);
    });
    if (isWanted(errors)) return;
    last = JSON.stringify(errors);
  }
}

function has(name) {
  return readFileSync("dist/main.cjs", "utf8").includes(name);
}

await until("a build", (errors) => errors.length === 0);
writeFileSync(SCHEMA, text.replace("text: str", "text: strr"));
await until("the place of the fault", ([error]) => {
  return /v2\.bare:8:9: /.test(error?.message) && /^8:8/.test(error.loc) && /v2\.bare$/.test(error.file);
});
writeFileSync(SCHEMA, text.replace("LOUD = 1", "LOUD = 1\n  SHOUTED = 2"));
await until("the new value in the bundle", (errors) => errors.length === 0 && has("SHOUTED"));
writeFileSync(SCHEMA, text);
await until("the old values in the bundle", (errors) => errors.length === 0 && !has("SHOUTED"));
await new Promise((resolve) => watching.close(resolve));

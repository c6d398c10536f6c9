/** `pnpm bench <name> [filter]`: runs one of the benches. */

import { benchCodec } from "./codec/bench-codec.js";
import { benchCodegen } from "./codegen/bench-codegen.js";
import { benchColdStart } from "./cold-start/bench-cold-start.js";
import { benchQueries } from "./queries/bench-queries.js";
import { benchScaling } from "./scaling/bench-scaling.js";
import { benchSize } from "./size/bench-size.js";
import { benchSoak } from "./soak/soak.js";
import { benchSql } from "./sql/bench-sql.js";
import { benchStorage } from "./storage/bench-storage.js";
import { benchSyntax } from "./syntax/bench-syntax.js";
import { benchVersions } from "./versions/bench-versions.js";
import { benchVfs } from "./vfs/bench-vfs.js";
import { benchWire } from "./wire/bench-wire.js";

type Bench = {
  readonly run: (filter: string, args: readonly string[]) => Promise<void>;
  readonly about: string;
};

const BENCHES: { readonly [name: string]: Bench } = {
  codec: {
    run: benchCodec,
    about: "the four messages against every peer and the physical limits; the filter names peers",
  },
  scaling: {
    run: benchScaling,
    about: "cost against the size of a message and the age of its version; the filter names series",
  },
  size: { run: benchSize, about: "a small client's bundle, minified and compressed" },
  storage: {
    run: benchStorage,
    about: "the engine against its store used plainly; the filter is lmdb or postgres",
  },
  versions: {
    run: benchVersions,
    about: "old versions against the same version, and against the chain of vbare",
  },
  wire: {
    run: benchWire,
    about: "reads over a WebSocket against a bare server; the filter is warm or cold",
  },
  sql: { run: benchSql, about: "calls of an application, against SQLite as a library" },
  soak: { run: benchSoak, about: "[minutes] [connections]: faults under load; nothing is lost" },
  vfs: {
    run: benchVfs,
    about: "SQL over a WebSocket from LMDB; the filter is scan, workloads or memory",
  },
  "cold-start": {
    run: (_, args) => benchColdStart(args),
    about:
      "cold starts of a sleeping database, with the ladder of the original; --help lists options",
  },
  queries: {
    run: benchQueries,
    about: "round trips of cold queries beside those of peers; the filter is quick or full",
  },
  syntax: { run: benchSyntax, about: "a schema of a thousand types, parsed and edited" },
  codegen: { run: benchCodegen, about: "the command from a cold process; the filter names runs" },
};

const [name = "", ...args] = process.argv.slice(2);
const [filter = ""] = args;
const bench = BENCHES[name];

if (bench === undefined) {
  const lines = Object.entries(BENCHES).map(
    ([known, { about }]) => `  ${known.padEnd(10)} ${about}`,
  );
  console.error(["usage: pnpm bench <name> [filter]", "", ...lines].join("\n"));
  process.exitCode = 2;
} else {
  await bench.run(filter, args);
}

/**
 * `npm run test:long`: the tests that draw random values, kill processes or let time pass, about ten
 * times as long as `npm test` runs them. Arguments choose sets by a part of a path: `npm run
 * test:long -- test/vfs`. A variable that is set already keeps its value.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The sets, one after another: some variables count other things in other tests. */
const SETS = [
  { paths: ["test/commands/tutorial"], variables: { BAREWIRE_TEST_TUTORIAL: 1 } },
  {
    paths: [
      "test/contract/differential",
      "test/contract/edited-syntax",
      "test/contract/issues",
      "test/contract/judged-syntax",
      "test/contract/random-diff",
    ],
    variables: {
      BAREWIRE_TEST_EDITS: 10_000,
      BAREWIRE_TEST_VALUES: 1_000_000,
      BAREWIRE_TEST_MUTATIONS: 10_000_000,
      BAREWIRE_TEST_EXPLAINED: 600_000,
      BAREWIRE_TEST_SCHEMAS: 3_000,
    },
  },
  {
    paths: ["test/vectors"],
    variables: { BAREWIRE_TEST_PROTOCOLS: 300, BAREWIRE_TEST_VALUES: 30 },
  },
  {
    paths: ["test/upgrade"],
    variables: { BAREWIRE_TEST_UPGRADE_FAULTS: 60 },
  },
  {
    paths: ["test/negotiation"],
    variables: { BAREWIRE_TEST_NEGOTIATIONS: 20_000 },
  },
  {
    paths: [
      "test/evolution/deep-types",
      "test/evolution/fuzz",
      "test/evolution/wrong-values",
      "test/matrix",
      "test/commands/proof",
    ],
    variables: {
      BAREWIRE_TEST_PROOF_FAULTS: 99,
      BAREWIRE_TEST_NESTED_TYPES: 1_000,
      BAREWIRE_TEST_PROTOCOLS: 5_000,
      BAREWIRE_TEST_VALUES: 3_000,
      BAREWIRE_TEST_WRONG_VALUES: 100_000,
    },
  },
  {
    paths: ["test/engine", "test/traces/properties", "test/ltx", "test/storage-cli/verify"],
    variables: {
      BAREWIRE_TEST_COMMITS: 600,
      BAREWIRE_TEST_DAMAGED_DATABASES: 120,
      BAREWIRE_TEST_LARGE: 1,
      BAREWIRE_TEST_LTX_BLOBS: 300,
      BAREWIRE_TEST_LZ4_BLOCKS: 60_000,
      BAREWIRE_TEST_MUTATIONS: 1_500,
      BAREWIRE_TEST_VALUES: 1_000,
    },
  },
  {
    paths: ["test/simulation", "test/kv/kill"],
    variables: { BAREWIRE_TEST_KILLS: 20, BAREWIRE_TEST_SIMULATIONS: 2_000 },
  },
  {
    paths: [
      "test/server/abuse",
      "test/server/damaged-frames",
      "test/server/two-servers",
      "test/client/buffer-reuse",
      "test/wire/client-faults",
    ],
    variables: {
      BAREWIRE_TEST_CONNECTIONS: 10_000,
      BAREWIRE_TEST_DAMAGED_FRAMES: 1_000,
      BAREWIRE_TEST_STREAMS: 450,
      BAREWIRE_TEST_TAKEOVER_SECONDS: 60,
      BAREWIRE_TEST_WIRE_RUNS: 40,
      BAREWIRE_TEST_WIRE_STEPS: 300,
    },
  },
  {
    paths: [
      "test/vfs/differential",
      "test/vfs/hostile-calls",
      "test/vfs/command-channel",
      "test/vfs/killed-",
      "test/vfs/refused-sequences",
      "test/vfs/stored-sequences",
      "test/vfs/transaction-sizes",
      "test/vfs/expression-depth",
      "test/vfs/in-doubt-commit",
      "test/queries/damaged-pages",
    ],
    variables: {
      BAREWIRE_KILLED_CLIENTS: 60,
      BAREWIRE_KILLED_SERVERS: 30,
      BAREWIRE_LARGE_TRANSACTION_MB: 200,
      BAREWIRE_SQL_SESSIONS: 5_000,
      BAREWIRE_TEST_DAMAGED_QUERIES: 1_000,
      BAREWIRE_TEST_PLAN_WALKS: 50_000,
      BAREWIRE_TEST_CHANNEL: 50_000,
      BAREWIRE_TEST_HOSTILE_CALLS: 200_000,
      BAREWIRE_TEST_SCHEDULES: 1_000,
      BAREWIRE_TEST_SECOND_CUTS: 3,
      BAREWIRE_TEST_SEQUENCES: 5_000,
      BAREWIRE_TEST_EXPRESSIONS: 2_000,
    },
  },
];

const root = fileURLToPath(new URL("../", import.meta.url));
const wanted = process.argv.slice(2);
const chosen = SETS.filter(
  ({ paths }) =>
    wanted.length === 0 ||
    paths.some((path) => wanted.some((part) => path.includes(part) || part.includes(path))),
);
if (chosen.length === 0) {
  const paths = SETS.flatMap((set) => set.paths).join(", ");
  console.error(`no set has a path with ${wanted.join(" or ")}: choose of ${paths}`);
  process.exitCode = 2;
}
for (const { paths, variables } of chosen) {
  console.log(`${paths.join(" ")}\n${JSON.stringify(variables)}`);
  const env = { ...variables, ...process.env };
  // Tests without a time-out of their own have one for their usual length.
  const argv = ["node_modules/vitest/vitest.mjs", "run", "--testTimeout=3600000", ...paths];
  const { status } = spawnSync(process.execPath, argv, { cwd: root, env, stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}

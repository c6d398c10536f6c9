/**
 * `pnpm bench wire`: compares reads over a loopback WebSocket, from LMDB in another process, with a
 * bare server that answers an equal request with the same bytes from memory, and with one that
 * reads and inflates the same rows of the store.
 *
 * All are asked in turns over sockets of one process, so the load of the machine affects all alike.
 * Warm means that the pages are in the server's cache of inflated pages; cold means that the cache
 * is off: the server remembers where the pages of a commit are, and reads the rows each time.
 */

import type { WebSocket } from "ws";
import { circumstances, circumstancesText, tableRow, writeResult } from "../results.js";
import {
  ACTOR,
  Answers,
  answerPings,
  fill,
  openedGeneration,
  readRequest,
  SUBPROTOCOLS,
} from "./database.js";
import { connect, startBare, startBareStore, startBarewire } from "./peers.js";
import { type Round, runRound } from "./rounds.js";

type Cell = { readonly pages: number; readonly depth: number; readonly count: number };

const CELLS: readonly Cell[] = [
  { pages: 1, depth: 1, count: 2_000 },
  { pages: 1, depth: 16, count: 6_000 },
  { pages: 64, depth: 1, count: 600 },
  { pages: 64, depth: 4, count: 1_200 },
  { pages: 256, depth: 1, count: 250 },
  { pages: 256, depth: 4, count: 400 },
];
const ROUNDS = 7;
const DATABASE_PAGES = 1_024;

type Asked = { readonly cell: Cell; readonly request: Uint8Array; readonly answer: Uint8Array };

type Row = Cell & {
  readonly cache: "warm" | "cold";
  readonly ours: Round;
  readonly bare: Round;
  /** The ratio of ours to the bare server, as the median of the rounds. */
  readonly ratio: number;
  /** The ratio of ours to the server that reads and inflates the same rows; cold only. */
  readonly storeRatio: number | undefined;
};

export async function benchWire(filter: string): Promise<void> {
  const rows: Row[] = [];
  for (const cache of ["warm", "cold"] as const) {
    if (cache.includes(filter)) rows.push(...(await measure(cache)));
  }
  const facts = circumstances();
  await writeResult("wire.json", `${JSON.stringify({ ...facts, rows }, null, 2)}\n`);
  await writeResult("wire.md", table(rows, circumstancesText(facts)));
}

async function measure(cache: Row["cache"]): Promise<readonly Row[]> {
  const isCacheOn = cache === "warm" ? "on" : "off";
  const ours = await startBarewire({ BAREWIRE_SQLITE_OPT_DECODED_LTX_CACHE: isCacheOn });
  try {
    const socket = await connect(`${ours.url}/?namespace=bench&actor=${ACTOR}`, SUBPROTOCOLS);
    answerPings(socket);
    const answers = new Answers(socket);
    const generation = await openedGeneration(answers);
    await fill(socket, answers, generation, DATABASE_PAGES);
    const asked: Asked[] = [];
    for (const cell of CELLS) {
      const request = readRequest(generation, cell.pages);
      socket.send(request);
      const [, answer] = await answers.next(({ tag }) => tag.includes("GetPage"));
      asked.push({ cell, request, answer: Uint8Array.from(answer) });
    }
    answers.stop();
    const answered = asked.map(({ request, answer }) => [request, answer] as const);
    const bare = await startBare(answered);
    const store = cache === "cold" ? await startBareStore(ours.store, answered) : undefined;
    try {
      const bareSocket = await connect(bare.url, []);
      const storeSocket = store && (await connect(store.url, []));
      const sockets = [socket, bareSocket, ...(storeSocket === undefined ? [] : [storeSocket])];
      // Messages are received in fragments, as the project's own client takes them: joining would
      // copy them.
      for (const each of sockets) each.binaryType = "fragments";
      const rows: Row[] = [];
      for (const each of asked) await warmUp(each, sockets);
      for (const each of asked) rows.push({ cache, ...(await compare(each, sockets)) });
      for (const each of sockets) each.terminate();
      return rows;
    } finally {
      await store?.stop();
      await bare.stop();
    }
  } finally {
    await ours.stop();
  }
}

/** Servers run for days, so the first seconds, in which V8 optimizes them, are not measured. */
async function warmUp(
  { cell, request, answer }: Asked,
  sockets: readonly WebSocket[],
): Promise<void> {
  for (const socket of sockets) await runRound(socket, request, answer.length, cell);
}

/** `sockets` are ours, that of the bare server, and that of the one that reads the store. */
async function compare({ cell, request, answer }: Asked, sockets: readonly WebSocket[]) {
  const rounds: (readonly Round[])[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const each: Round[] = [];
    for (const socket of sockets) each.push(await runRound(socket, request, answer.length, cell));
    rounds.push(each);
  }
  console.log(`${cell.pages} pages, ${cell.depth} in flight: ${ROUNDS} rounds`);
  const [ours, bare] = middle(rounds, (round) => ratioTo(round, 1));
  if (ours === undefined || bare === undefined) throw new Error("no rounds");
  const store =
    sockets.length > 2
      ? ratioTo(
          middle(rounds, (round) => ratioTo(round, 2)),
          2,
        )
      : null;
  return { ...cell, ours, bare, ratio: ratioTo([ours, bare], 1), storeRatio: store ?? undefined };
}

function middle(
  rounds: readonly (readonly Round[])[],
  ratioOf: (round: readonly Round[]) => number,
): readonly Round[] {
  return rounds.toSorted((one, other) => ratioOf(one) - ratioOf(other))[ROUNDS >> 1] ?? [];
}

/** The ratio of ours to the server with this index. */
function ratioTo(round: readonly Round[], index: number): number {
  return (round[0]?.requestsPerSecond ?? 0) / (round[index]?.requestsPerSecond ?? 0);
}

const HEADINGS = [
  "cache",
  "pages",
  "in flight",
  "requests/s",
  "bare",
  "MB/s",
  "bare",
  "p50",
  "bare",
  "p99",
  "bare",
  "ours / bare",
  "ours / bare with the store",
];

function table(rows: readonly Row[], where: string): string {
  const lines = rows.map(({ cache, pages, depth, ours, bare, ratio, storeRatio }) => {
    const cells = [
      cache,
      String(pages),
      String(depth),
      ours.requestsPerSecond.toFixed(0),
      bare.requestsPerSecond.toFixed(0),
      ours.megabytesPerSecond.toFixed(0),
      bare.megabytesPerSecond.toFixed(0),
      ours.p50.toFixed(2),
      bare.p50.toFixed(2),
      ours.p99.toFixed(2),
      bare.p99.toFixed(2),
      ratio.toFixed(2),
      storeRatio?.toFixed(2) ?? "",
    ];
    return tableRow(cells);
  });
  return `# Reads over the wire

${where}.
A database of ${DATABASE_PAGES} pages on LMDB in another process; a bare server of the same library
answers the same request with the same bytes from memory, and another one reads and inflates the
same rows of the store. Medians of ${ROUNDS} rounds in turns; p50
and p99 in milliseconds.

${tableRow(HEADINGS)}
${tableRow(["---", ...HEADINGS.slice(1).fill("---:")])}
${lines.join("\n")}
`;
}

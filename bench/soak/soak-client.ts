/** A process with some clients of the soak. Its arguments: URL, first actor, count, interval. */

import { type Counts, SoakActor } from "./soak-actor.js";

/** The orders that the process receives. */
export type Order = { readonly kind: "cut"; readonly count: number } | { readonly kind: "finish" };

/** The reports that it sends: that all have connected, and at the end the counts. */
export type Report =
  | { readonly kind: "connected" }
  | { readonly kind: "finished"; readonly counts: Counts };

/** The number of clients that connect, or verify, at one time. */
const MAX_CONCURRENT = 25;

const [url = "", first = "0", count = "1", intervalMs = "1000"] = process.argv.slice(2);
const actors: SoakActor[] = [];
let isOver = false;

process.on("message", (order: Order) => {
  if (order.kind === "finish") isOver = true;
  else {
    for (let cut = 0; cut < order.count; cut++) {
      actors[Math.floor(Math.random() * actors.length)]?.cut();
    }
  }
});

process.once("disconnect", () => process.exit(1));

function tell(report: Report): void {
  process.send?.(report);
}

function sum(): Counts {
  const total: { [name: string]: number } = {};
  for (const { counts } of actors) {
    for (const [name, value] of Object.entries(counts)) total[name] = (total[name] ?? 0) + value;
  }
  return total;
}

async function each(work: (actor: SoakActor) => Promise<void>): Promise<void> {
  const rest = [...actors];
  const worker = async (): Promise<void> => {
    for (let actor = rest.pop(); actor !== undefined; actor = rest.pop()) await work(actor);
  };
  await Promise.all(Array.from({ length: MAX_CONCURRENT }, worker));
}

for (let index = 0; index < Number(count); index++) {
  const actor = new SoakActor(url, Number(first) + index);
  actors.push(actor);
  if (index % MAX_CONCURRENT === 0) await actor.connected();
}
await each((actor) => actor.connected());
tell({ kind: "connected" });
await Promise.all(actors.map((actor) => actor.run(Number(intervalMs), () => isOver)));
await each((actor) => actor.verify());
for (const actor of actors) actor.close();
process.removeAllListeners("disconnect");
tell({ kind: "finished", counts: sum() });
process.disconnect();

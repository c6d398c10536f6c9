/** A simulation from beginning to end: one seed, many owners, servers that crash, and a verdict. */

import { pick, randomNumbers } from "../contract/seeded-random.js";
import { Cluster, type Database, type Server } from "./cluster.js";
import { Violation } from "./database-model.js";
import { Owner } from "./owner.js";
import { type Process, settle } from "./scheduler.js";
import { LEASE_MS, MAX_SKEW_MS, STAGE_EXPIRY_MS } from "./tuning.js";

export type SimulationOptions = {
  readonly seed: number;
  /** The turns of each owner; fewer make a shorter run. */
  readonly turnCount: number;
  readonly log?: (line: string) => void;
};

export type Simulated = {
  readonly stepCount: number;
  readonly writeCount: number;
  readonly faultCount: number;
  readonly commitCount: number;
};

export const TURN_COUNT = 20;
/** The average number of steps between two disturbances. */
const DISTURBANCE_STEPS = 40;
const MAX_STEPS = 20_000;
const MAX_SERVERS = 3;

/** Throws what was found to be wrong. */
export async function simulate(options: SimulationOptions): Promise<Simulated> {
  const { seed, turnCount, log = () => {} } = options;
  const cluster = new Cluster(randomNumbers(seed), log);
  for (let count = 0; count < cluster.tuning.serverCount; count += 1) cluster.startServer();
  const owners = Array.from({ length: cluster.tuning.ownerCount }, (_, index) => {
    return new Owner(cluster, pick(cluster.random, cluster.databases), `o${index + 1}`);
  });
  const isDone = { value: false };
  const work = Promise.all(owners.map((owner) => owner.run(turnCount)));
  void disturb(cluster, isDone);
  await until(cluster, work);
  isDone.value = true;
  for (const database of cluster.databases) await until(cluster, judge(cluster, database));
  const { stepCount } = cluster.scheduler;
  const commitCount = cluster.databases.reduce(
    (sum, { model }) => sum + Number(model.head.txid),
    0,
  );
  return {
    stepCount,
    writeCount: cluster.writeCount,
    faultCount: cluster.faults.count,
    commitCount,
  };
}

/** Takes steps until `work` is done. */
async function until(cluster: Cluster, work: Promise<unknown>): Promise<void> {
  let state: "running" | "done" = "running";
  work.then(
    () => {
      state = "done";
    },
    (error: unknown) => cluster.violate(error),
  );
  const isRunning = () => state === "running";
  await settle();
  const last = cluster.scheduler.stepCount + MAX_STEPS;
  while (isRunning() && cluster.violation === undefined) {
    if (cluster.scheduler.stepCount > last) throw new Violation("it never ends");
    if ((await cluster.scheduler.next()) === "idle" && isRunning()) {
      throw new Violation("an actor waits for ever");
    }
  }
  if (cluster.violation !== undefined) throw cluster.violation;
}

/** Causes crashes, new servers, compactions and jumps of the clock while owners are at work. */
async function disturb(cluster: Cluster, isDone: { readonly value: boolean }): Promise<void> {
  const { random, scheduler } = cluster;
  for (;;) {
    await scheduler.afterSteps(1 + random(2 * DISTURBANCE_STEPS));
    if (isDone.value) return;
    pick<() => void>(random, [
      () => crash(cluster),
      () => stop(cluster),
      () => inspect(cluster),
      () => compact(cluster),
      () => compact(cluster),
      () => compact(cluster),
      () => jump(cluster),
    ])();
  }
}

function crash(cluster: Cluster): void {
  cluster.crash(pick(cluster.random, cluster.servers));
  if (cluster.servers.length < MAX_SERVERS && cluster.random(2) === 0) cluster.startServer();
  if (cluster.servers.length === 0) cluster.startServer();
}

function compact(cluster: Cluster): void {
  const server = pick(cluster.random, cluster.servers);
  const { id, model } = pick(cluster.random, cluster.databases);
  if (model.meta === undefined) return;
  cluster.note(`${server.process.name} compacts ${id.actorId}`);
  void cluster.ask(server, "compact", server.engine.compact(id));
}

/** Stops a server in order, as far as it gets. */
function stop(cluster: Cluster): void {
  const server = pick(cluster.random, cluster.servers);
  cluster.note(`${server.process.name} stops`);
  server.engine.stop().then(
    () => {
      if (!server.process.isAlive) return;
      cluster.crash(server);
      if (cluster.servers.length === 0) cluster.startServer();
    },
    (error: unknown) => cluster.violate(error),
  );
}

/** Checks that an inspection finds nothing, which must hold at any time. */
function inspect(cluster: Cluster): void {
  const server = pick(cluster.random, cluster.servers);
  const { id, model } = pick(cluster.random, cluster.databases);
  if (model.meta === undefined) return;
  server.engine.inspect(id).then(
    ({ findings: [finding] }) => {
      if (finding !== undefined) cluster.violate(new Violation(`inspected: ${finding.reason}`));
    },
    (error: unknown) => cluster.checkFailure("inspection", error),
  );
}

/** The time is later, so that leases and stages may have expired. */
function jump(cluster: Cluster): void {
  const ms = pick(cluster.random, [50, LEASE_MS + 1, LEASE_MS + 1, 2_000, STAGE_EXPIRY_MS + 1]);
  cluster.note(`${ms} ms pass`);
  cluster.scheduler.skip(ms);
}

/** Checks without faults, and with a new server, that all data exists and every operation works. */
async function judge(cluster: Cluster, database: Database): Promise<void> {
  const { id, model } = database;
  cluster.note(`judging ${id.actorId}`);
  cluster.faults.stop();
  for (const server of cluster.servers) cluster.crash(server);
  const server = cluster.startServer();
  const owner = new Owner(cluster, database, "judge");
  const own = await owner.openOn(server);
  if (own === undefined) throw new Violation("it cannot be opened");
  if (own.headTxid !== model.head.txid) throw new Violation("it is opened at another commit");
  await readAll(owner, cluster.tuning.maxSize);
  await compactAll(cluster, server, database);
  await readAll(owner, cluster.tuning.maxSize);
  if (cluster.tuning.thresholds.maxStorageSize === undefined) {
    const end = await owner.commit(own, owner.choose(own));
    if (end !== "committed") throw new Violation(`the last commit is ${end}`);
    await owner.read(own);
  }
  await server.engine.close(id, own.generation);
  cluster.inspect();
}

async function readAll(owner: Owner, maxSize: number): Promise<void> {
  const { ownership } = owner;
  if (ownership === undefined) throw new Violation("the judge is no owner");
  const pgnos = Array.from({ length: maxSize + 1 }, (_, index) => index + 1);
  await owner.readPages(ownership, pgnos);
}

/** Compacts until every page is in a shard, and nothing else is stored. */
async function compactAll(
  cluster: Cluster,
  server: Server,
  { id, model }: Database,
): Promise<void> {
  await sleep(cluster, server.process, STAGE_EXPIRY_MS + LEASE_MS + 2 * MAX_SKEW_MS);
  await server.engine.compact(id);
  const inspection = await server.engine.inspect(id);
  const [finding] = inspection.findings;
  if (finding !== undefined) throw new Violation(`${finding.part}: ${finding.reason}`);
  const { deltaCount, pageIndexCount, stageCount } = inspection;
  if (deltaCount + pageIndexCount + stageCount > 0) {
    throw new Violation(
      `${deltaCount} commits, ${pageIndexCount} places, ${stageCount} stages left`,
    );
  }
  if (model.meta?.materializedTxid !== model.head.txid) throw new Violation("not all is compacted");
}

function sleep({ scheduler }: Cluster, process: Process, ms: number): Promise<void> {
  return new Promise((resolve) => {
    scheduler.setTimer(process, resolve, ms);
  });
}

/** The shortest story of a seed that goes wrong, and what it says; undefined if it goes well. */
export async function findViolation(
  seed: number,
): Promise<
  { readonly error: unknown; readonly turnCount: number; readonly trace: string[] } | undefined
> {
  if ((await attempt(seed, TURN_COUNT)) === undefined) return undefined;
  for (let turnCount = 1; turnCount <= TURN_COUNT; turnCount += 1) {
    const found = await attempt(seed, turnCount);
    if (found !== undefined) return { ...found, turnCount };
  }
  throw new Error("a seed goes wrong, and not the second time: the simulation is not repeatable");
}

async function attempt(
  seed: number,
  turnCount: number,
): Promise<{ readonly error: unknown; readonly trace: string[] } | undefined> {
  const trace: string[] = [];
  try {
    await simulate({ seed, turnCount, log: (line) => trace.push(line) });
    return undefined;
  } catch (error) {
    return { error, trace };
  }
}

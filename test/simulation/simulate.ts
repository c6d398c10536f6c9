/** A simulation from beginning to end: one seed, many owners, servers that crash, and a verdict. */

import { pick, randomNumbers } from "../contract/seeded-random.js";
import { Violation } from "./database-model.js";
import { Owner } from "./owner.js";
import { type Process, settle } from "./scheduler.js";
import { LEASE_MS, MAX_SKEW_MS, STAGE_EXPIRY_MS } from "./tuning.js";
import { type Database, type Server, World } from "./world.js";

export type SimulationOptions = {
  readonly seed: number;
  /** Turns of each owner; fewer make a shorter story. */
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
/** Steps between two disturbances, on average. */
const DISTURBANCE_STEPS = 40;
const MAX_STEPS = 20_000;
const MAX_SERVERS = 3;

/** Throws what was found to be wrong. */
export async function simulate(options: SimulationOptions): Promise<Simulated> {
  const { seed, turnCount, log = () => {} } = options;
  const world = new World(randomNumbers(seed), log);
  for (let count = 0; count < world.tuning.serverCount; count += 1) world.startServer();
  const owners = Array.from({ length: world.tuning.ownerCount }, (_, index) => {
    return new Owner(world, pick(world.random, world.databases), `o${index + 1}`);
  });
  const isDone = { value: false };
  const work = Promise.all(owners.map((owner) => owner.run(turnCount)));
  void disturb(world, isDone);
  await until(world, work);
  isDone.value = true;
  for (const database of world.databases) await until(world, judge(world, database));
  const { stepCount } = world.scheduler;
  const commitCount = world.databases.reduce((sum, { model }) => sum + Number(model.head.txid), 0);
  return { stepCount, writeCount: world.writeCount, faultCount: world.faults.count, commitCount };
}

/** Takes steps until `work` is done. */
async function until(world: World, work: Promise<unknown>): Promise<void> {
  let state: "running" | "done" = "running";
  work.then(
    () => {
      state = "done";
    },
    (error: unknown) => world.violate(error),
  );
  const isRunning = () => state === "running";
  await settle();
  const last = world.scheduler.stepCount + MAX_STEPS;
  while (isRunning() && world.violation === undefined) {
    if (world.scheduler.stepCount > last) throw new Violation("it never ends");
    if ((await world.scheduler.next()) === "idle" && isRunning()) {
      throw new Violation("somebody waits for ever");
    }
  }
  if (world.violation !== undefined) throw world.violation;
}

/** Crashes, new servers, compactions and jumps of the clock, as long as owners are at work. */
async function disturb(world: World, isDone: { readonly value: boolean }): Promise<void> {
  const { random, scheduler } = world;
  for (;;) {
    await scheduler.afterSteps(1 + random(2 * DISTURBANCE_STEPS));
    if (isDone.value) return;
    pick<() => void>(random, [
      () => crash(world),
      () => stop(world),
      () => inspect(world),
      () => compact(world),
      () => compact(world),
      () => compact(world),
      () => jump(world),
    ])();
  }
}

function crash(world: World): void {
  world.crash(pick(world.random, world.servers));
  if (world.servers.length < MAX_SERVERS && world.random(2) === 0) world.startServer();
  if (world.servers.length === 0) world.startServer();
}

function compact(world: World): void {
  const server = pick(world.random, world.servers);
  const { id, model } = pick(world.random, world.databases);
  if (model.meta === undefined) return;
  world.note(`${server.process.name} compacts ${id.actorId}`);
  void world.ask(server, "compact", server.engine.compact(id));
}

/** Ends a server in order, as far as it comes. */
function stop(world: World): void {
  const server = pick(world.random, world.servers);
  world.note(`${server.process.name} stops`);
  server.engine.stop().then(
    () => {
      if (!server.process.isAlive) return;
      world.crash(server);
      if (world.servers.length === 0) world.startServer();
    },
    (error: unknown) => world.violate(error),
  );
}

/** At any time, an inspection finds nothing. */
function inspect(world: World): void {
  const server = pick(world.random, world.servers);
  const { id, model } = pick(world.random, world.databases);
  if (model.meta === undefined) return;
  server.engine.inspect(id).then(
    ({ findings: [finding] }) => {
      if (finding !== undefined) world.violate(new Violation(`inspected: ${finding.reason}`));
    },
    (error: unknown) => world.checkFailure("inspection", error),
  );
}

/** Later than now; leases and stages may have run out. */
function jump(world: World): void {
  const ms = pick(world.random, [50, LEASE_MS + 1, LEASE_MS + 1, 2_000, STAGE_EXPIRY_MS + 1]);
  world.note(`${ms} ms pass`);
  world.scheduler.skip(ms);
}

/** Without faults, and with a server that remembers nothing, all is there and all can be done. */
async function judge(world: World, database: Database): Promise<void> {
  const { id, model } = database;
  world.note(`judging ${id.actorId}`);
  world.faults.stop();
  for (const server of world.servers) world.crash(server);
  const server = world.startServer();
  const owner = new Owner(world, database, "judge");
  const own = await owner.openOn(server);
  if (own === undefined) throw new Violation("it cannot be opened");
  if (own.headTxid !== model.head.txid) throw new Violation("it is opened at another commit");
  await readAll(owner, world.tuning.maxSize);
  await compactAll(world, server, database);
  await readAll(owner, world.tuning.maxSize);
  if (world.tuning.thresholds.maxStorageSize === undefined) {
    const end = await owner.commit(own, owner.choose(own));
    if (end !== "committed") throw new Violation(`the last commit is ${end}`);
    await owner.read(own);
  }
  await server.engine.close(id, own.generation);
  world.inspect();
}

async function readAll(owner: Owner, maxSize: number): Promise<void> {
  const { ownership } = owner;
  if (ownership === undefined) throw new Violation("the judge is no owner");
  const pgnos = Array.from({ length: maxSize + 1 }, (_, index) => index + 1);
  await owner.readPages(ownership, pgnos);
}

/** After this, every page is in a shard, and nothing else is stored. */
async function compactAll(world: World, server: Server, { id, model }: Database): Promise<void> {
  await sleep(world, server.process, STAGE_EXPIRY_MS + LEASE_MS + 2 * MAX_SKEW_MS);
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

function sleep({ scheduler }: World, process: Process, ms: number): Promise<void> {
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

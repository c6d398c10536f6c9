/**
 * Tests commits whose answers are lost, once or many times, while the server restarts, reconnects
 * fail and other owners come and go. For every schedule, a commit is applied once or never, an
 * acknowledged one is stored, and a session is fenced off only if another owner has written.
 */

import { ManualRandom } from "@barewire/clock/testing";
import { DatabaseError, type DatabaseSession } from "@barewire/sqlite";
import { StorageError } from "@barewire/sqlite-storage";
import { expect, test } from "vitest";
import type { PageStore } from "../../packages/sqlite/src/page-store.js";
import { openEnvoySession } from "../../packages/sqlite/src/session/envoy-session.js";
import { writeCommit } from "../../packages/sqlite/src/sqlite/write-commit.js";
import { countFrom, type Random, withSeed } from "../contract/seeded-random.js";
import { advance } from "../wire/settle.js";
import { type FrameFate, ID, markedPage, SIZE_PAGES, UnsteadyServer } from "./unreliable-server.js";

const SCHEDULES = countFrom("BAREWIRE_TEST_SCHEDULES", 100);
/** The number of frames after the first cut at which the second one is tried. */
const SECOND_CUTS = countFrom("BAREWIRE_TEST_SECOND_CUTS", 1);
const TIMEOUT_MS = 2_000;
/** Virtual time that passes at once. */
const STEP_MS = 40;
/** The number of steps after which something never ends. */
const MAX_STEPS = 2_000;
/** The number of pages that fit into a message here: a larger commit is staged. */
const MESSAGE_PAGES = 2;

type OtherDeed = "opens" | "opens and closes" | "writes" | "writes the same";

class Model {
  readonly server: UnsteadyServer = new UnsteadyServer();
  readonly classes: Map<string, number>;
  /** The marker of each page. */
  markers: number[] = Array.from({ length: SIZE_PAGES }, () => 1);
  nextMarker = 2;
  /** Tells whether another owner has written since the session learned the head. */
  isOvertaken = false;
  /** The commit of the session that is in flight. */
  current: { readonly marker: number; readonly pgnos: readonly number[] } | null = null;

  constructor(classes: Map<string, number>) {
    this.classes = classes;
  }

  count(name: string): void {
    this.classes.set(name, (this.classes.get(name) ?? 0) + 1);
  }

  /** Lets virtual time pass until `work` is done. */
  async drive<Value>(work: Promise<Value>): Promise<Value> {
    let isDone = false;
    const done = (): void => {
      isDone = true;
    };
    work.then(done, done);
    for (let step = 0; !isDone; step++) {
      if (step > MAX_STEPS) throw new Error("it never ends");
      await advance(this.server.clock, step === 0 ? 0 : STEP_MS);
    }
    return await work;
  }

  async create(): Promise<void> {
    const engine = this.server.other();
    const { generation } = await engine.open(ID);
    const dirtyPages = this.markers.map((marker, index) => ({
      pgno: index + 1,
      bytes: markedPage(marker),
    }));
    const intent = { expectedHeadTxid: 0n, newDbSizePages: SIZE_PAGES };
    await engine.commit(ID, { actorId: ID.actorId, generation, dirtyPages, ...intent });
    await engine.close(ID, generation);
  }

  open(): Promise<DatabaseSession> {
    const { transport, clock } = this.server;
    const { namespace, actorId } = ID;
    const who = { namespace, actor: actorId };
    const time = {
      clock,
      random: new ManualRandom(),
      requestTimeoutMs: TIMEOUT_MS,
      waitForServerMs: TIMEOUT_MS,
    };
    const options = { transport, ...who, ...time };
    return this.drive(openEnvoySession(options));
  }

  /** Another owner opens the database and does something, unless the session is faster. */
  async otherOwner(deed: OtherDeed): Promise<void> {
    try {
      await this.#act(deed);
      this.count(`another owner ${deed}`);
    } catch (error) {
      if (!(error instanceof StorageError) || error.issue.kind !== "fence-mismatch") throw error;
      this.count("another owner is fenced off");
    }
  }

  async #act(deed: OtherDeed): Promise<void> {
    const engine = this.server.other();
    const { generation, meta } = await engine.open(ID);
    if (deed.startsWith("writes")) {
      const marker = this.nextMarker++;
      const pages =
        deed === "writes the same" && this.current !== null
          ? this.current
          : { marker, pgnos: [1, 5] };
      await engine.commit(ID, {
        actorId: ID.actorId,
        generation,
        expectedHeadTxid: meta.headTxid,
        newDbSizePages: SIZE_PAGES,
        dirtyPages: pages.pgnos.map((pgno) => ({ pgno, bytes: markedPage(pages.marker) })),
      });
      // The other owner has written over the commit of the session before, if that was applied.
      this.#apply(this.current, this.#isCarriedOut());
      this.current = null;
      this.#apply(pages, true);
      this.isOvertaken = true;
    }
    if (deed !== "opens") await engine.close(ID, generation);
  }

  /** Makes one commit of the session; returns false when the session has ended. */
  async commit(session: DatabaseSession, pageCount: number): Promise<boolean> {
    const marker = this.nextMarker++;
    const pgnos = Array.from({ length: pageCount }, (_, index) => index + 1);
    this.current = { marker, pgnos };
    this.server.done.length = 0;
    this.count(pageCount > MESSAGE_PAGES ? "staged" : "in one message");
    const pages = pgnos.map((pgno) => ({ pgno, bytes: markedPage(marker) }));
    const { commit } = this.#storeOf(session);
    const opensBefore = this.server.opens;
    const failure = await this.drive(failureOf(() => commit(pages)));
    const opens = this.server.opens - opensBefore;
    this.count(`${opens > 2 ? "3 or more" : opens} reconnects of its own`);
    const isOnce = new Set(this.server.done.map(({ txid }) => txid)).size <= 1;
    expect(isOnce, "carried out once at most").toBe(true);
    if (failure === null) return this.#acknowledged();
    switch (failure.issue.kind) {
      case "fenced":
        this.count("fenced");
        expect(this.isOvertaken, "fenced only where another owner has written").toBe(true);
        return false;
      case "no-response":
        return await this.#unanswered(session, failure.issue.outcome);
      case "stage-lost":
      case "refused":
        // The stage was dropped by another owner; none of its pages is visible.
        this.count("not committed, and told so");
        expect(this.#isCarriedOut()).toBe(false);
        return !this.isOvertaken;
      default:
        throw failure;
    }
  }

  /** Checks that the database equals the model. */
  async check(): Promise<void> {
    expect((await this.server.read()).markers).toEqual(this.markers);
  }

  async #acknowledged(): Promise<boolean> {
    this.count("acknowledged");
    expect(this.isOvertaken, "acknowledged although another owner has written").toBe(false);
    expect(this.#isCarriedOut(), "acknowledged and carried out").toBe(true);
    this.#apply(this.current, true);
    await this.check();
    return true;
  }

  async #unanswered(session: DatabaseSession, outcome: string): Promise<boolean> {
    this.count(`outcome ${outcome}`);
    if (outcome === "not-sent") expect(this.#isCarriedOut()).toBe(false);
    this.server.fateOf = () => "pass";
    this.server.holdMs = () => 0;
    this.server.isResultLost = () => false;
    for (let attempt = 0; attempt < 10; attempt++) {
      const settled = await this.drive(session.settle().catch((error: unknown) => error));
      if (settled instanceof DatabaseError) {
        if (settled.issue.kind === "no-response") continue;
        expect(settled.issue.kind).toBe("fenced");
        expect(this.isOvertaken, "fenced only where another owner has written").toBe(true);
        return false;
      }
      expect(settled).toMatchObject({ dbSizePages: SIZE_PAGES });
      const isCommitted = this.#isCarriedOut();
      this.count(`unknown, then ${isCommitted ? "committed" : "not committed"}`);
      if (outcome === "unknown" && !this.isOvertaken) {
        const isTold = expect.objectContaining({ outcome: "committed" });
        if (isCommitted && this.current !== null) expect(settled).toEqual(isTold);
      }
      this.#apply(this.current, isCommitted);
      await this.check();
      return !this.isOvertaken;
    }
    throw new Error("the fate is never found out");
  }

  #isCarriedOut(): boolean {
    return this.server.done.length > 0;
  }

  #apply(pages: Model["current"], isCarriedOut: boolean): void {
    if (pages === null || !isCarriedOut) return;
    for (const pgno of pages.pgnos) this.markers[pgno - 1] = pages.marker;
  }

  #storeOf(session: DatabaseSession): {
    commit(pages: readonly { readonly pgno: number; readonly bytes: Uint8Array }[]): Promise<void>;
  } {
    const store: PageStore = {
      isFenced: false,
      copy: () => undefined,
      followStatement: () => undefined,
      readCached: () => false,
      commit: (pages, dbSizePages) => session.commit(pages, dbSizePages),
      settle: () => session.settle(),
      stageBegin: () => session.stageBegin(),
      stage: (txid, index, bytes, position) => {
        return session.stage(txid, index, bytes, position);
      },
      stageFinalize: (txid, dbSizePages) => session.stageFinalize(txid, dbSizePages),
      install: () => undefined,
      truncate: () => undefined,
    };
    const maxDeltaBytes = MESSAGE_PAGES * 4096;
    const limits = { pageSize: 4096, maxDeltaBytes, epochMs: () => 0 };
    return { commit: async (pages) => writeCommit(store, limits, pages, SIZE_PAGES) };
  }
}

async function failureOf(work: () => Promise<void>): Promise<DatabaseError | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof DatabaseError) return error;
    throw error;
  }
}

/** Some commits on a server that fails at random. */
async function runSchedule(random: Random, classes: Map<string, number>): Promise<void> {
  const model = new Model(classes);
  const { server } = model;
  await model.create();
  const session = await model.open();
  const cutChance = random(4);
  let others = random(3);
  for (let round = 0; round < 3; round++) {
    server.fateOf = () => {
      if (random(10) >= cutChance) return "pass";
      model.count("cuts");
      return random(2) === 0 ? "cut-before" : "cut-after";
    };
    server.isTold = () => random(4) > 0;
    server.holdMs = () => (random(12) === 0 ? 500 + random(3 * TIMEOUT_MS) : 0);
    server.isResultLost = () => random(12) === 0;
    server.beforeConnect = async () => {
      if (random(6) === 0) {
        model.count("restarts of the server");
        server.restart();
      }
      if (others === 0 || random(3) > 0) return;
      others -= 1;
      const deeds: readonly OtherDeed[] = [
        "opens",
        "opens and closes",
        "writes",
        "writes the same",
      ];
      await model.otherOwner(deeds[random(4)] ?? "opens");
    };
    if (!(await model.commit(session, 1 + random(5)))) break;
  }
  server.fateOf = () => "pass";
  await model.drive(session.close());
  model.count("schedules");
}

/**
 * Makes one commit, with the frames at the places `cuts` cut, and another owner on the reconnect.
 */
async function runCuts(
  cuts: ReadonlyMap<number, FrameFate>,
  deeds: readonly OtherDeed[],
  pageCount: number,
  classes: Map<string, number>,
): Promise<number> {
  const model = new Model(classes);
  const { server } = model;
  await model.create();
  const session = await model.open();
  let frames = 0;
  server.fateOf = () => cuts.get(frames++) ?? "pass";
  const left = [...deeds];
  server.beforeConnect = async () => {
    const deed = left.shift();
    if (deed !== undefined) await model.otherOwner(deed);
  };
  if (await model.commit(session, pageCount)) {
    server.fateOf = () => "pass";
    await model.commit(session, 1);
  }
  await model.drive(session.close());
  model.count("schedules");
  return frames;
}

function print(title: string, classes: ReadonlyMap<string, number>): void {
  const lines = [...classes].sort(([a], [b]) => (a < b ? -1 : 1));
  console.log([title, ...lines.map(([name, count]) => `  ${count} ${name}`)].join("\n"));
}

test(
  "whatever the schedule, a commit is carried out once or never, and the session knows",
  () =>
    withSeed(async (random) => {
      const classes = new Map<string, number>();
      for (let schedule = 0; schedule < SCHEDULES; schedule++) await runSchedule(random, classes);
      print("random schedules:", classes);
      for (const name of ["acknowledged", "fenced", "outcome unknown", "staged", "cuts"]) {
        expect(classes.get(name) ?? 0, name).toBeGreaterThan(0);
      }
    }),
  120_000,
);

const DEEDS: readonly (readonly OtherDeed[])[] = [
  [],
  ["opens"],
  ["opens and closes"],
  ["writes"],
  ["writes the same"],
  ["opens and closes", "opens and closes"],
  ["opens and closes", "writes the same"],
];

test.each([
  ["in one message", 1],
  ["staged", 3],
] as const)(
  "a commit %s is cut at every frame, once and twice",
  async (_route, pageCount) => {
    const classes = new Map<string, number>();
    for (const deeds of DEEDS) {
      for (const fate of ["cut-before", "cut-after"] as const) {
        let frames = 1;
        for (let first = 0; first < frames; first++) {
          frames = await runCuts(new Map([[first, fate]]), deeds, pageCount, classes);
          for (let second = first + 1; second <= first + SECOND_CUTS; second++) {
            const cuts = new Map([
              [first, fate],
              [second, fate],
            ]);
            await runCuts(cuts, deeds, pageCount, classes);
          }
        }
      }
    }
    print(`cut at every frame, ${_route}:`, classes);
  },
  120_000,
);

/**
 * Tests a client and a server between which links break at random: every request ends, acknowledged
 * commits are in the store, and no memory is held afterwards.
 */

import { ClientError } from "@barewire/client";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import { expect, test } from "vitest";
import { countFrom, type Random, withSeed } from "../contract/seeded-random.js";
import { STORE_KINDS, type StoreKind } from "./hooked-store.js";
import { LinkedServer } from "./linked-server.js";
import { advance, settle } from "./settle.js";

const STEPS = countFrom("BAREWIRE_TEST_WIRE_STEPS", 150);
const RUNS = countFrom("BAREWIRE_TEST_WIRE_RUNS", 4);

/** The issues that a request may end with while the link breaks and the client carries on. */
const ALLOWED = ["connection-lost", "timeout", "aborted", "not-representable"];

class Run {
  readonly #random: Random;
  readonly #server: LinkedServer;
  readonly #client: ReturnType<LinkedServer["connect"]>["client"];
  readonly #acknowledged: bigint[] = [];
  readonly #requests: Promise<void>[] = [];
  #head = 0n;
  #settledCount = 0;

  constructor(random: Random, kind: StoreKind) {
    this.#random = random;
    this.#server = new LinkedServer({}, kind);
    // The first connection breaks as often as any other one.
    const limits = { waitForServerMs: Number.POSITIVE_INFINITY };
    this.#client = this.#server.connect({ limits }).client;
  }

  async check(): Promise<void> {
    for (let step = 0; step < STEPS; step++) await this.#step();
    this.#server.options = {};
    await advance(this.#server.clock, 60_000);
    await Promise.all(this.#requests);
    expect(this.#settledCount).toBe(this.#requests.length);
    const read = await this.#client.request("one", "ToRivetSqliteGetPagesRequest", { pgnos: [1] });
    expect(read.tag).toBe("SqliteGetPagesOk");
    const head = read.tag === "SqliteGetPagesOk" ? read.val.meta.headTxid : 0n;
    expect(this.#acknowledged.filter((txid) => txid > head)).toEqual([]);
    expect(new Set(this.#acknowledged).size).toBe(this.#acknowledged.length);
    this.#client.close();
    await settle();
    expect(this.#server.ownership.size).toBe(0);
    expect(this.#server.memory.size).toBe(0);
    expect(this.#server.clock.pendingMs.length).toBe(0);
  }

  async #step(): Promise<void> {
    switch (this.#random(8)) {
      case 0:
        this.#server.links.at(-1)?.sever();
        return;
      case 1:
        await advance(this.#server.clock, this.#random(400));
        return;
      case 2:
        this.#server.options = { versions: this.#random(4) === 0 ? [1, 2] : [1, 2, 3] };
        return;
      case 3:
        await settle();
        return;
      case 4:
      case 5:
        this.#requests.push(this.#commit());
        return;
      default:
        this.#requests.push(this.#read());
    }
  }

  async #commit(): Promise<void> {
    const bytes = new Uint8Array(PAGE_SIZE).fill(this.#random(256));
    const expectedHeadTxid = this.#head;
    const data = { expectedHeadTxid, dirtyPages: [{ pgno: 1, bytes }], newDbSizePages: 1 };
    await this.#ends(async () => {
      const answer = await this.#client.request("one", "ToRivetSqliteCommitRequest", data);
      if (answer.tag === "SqliteFenceMismatch") this.#head = answer.val.actualMeta.headTxid;
      if (answer.tag !== "SqliteCommitOk") return;
      this.#head = answer.val.newHeadTxid;
      // The commit is idempotent: sent twice, it is one commit with the same answer.
      if (!this.#acknowledged.includes(this.#head)) this.#acknowledged.push(this.#head);
    });
  }

  async #read(): Promise<void> {
    const signal = this.#random(10) === 0 ? { signal: AbortSignal.abort() } : {};
    const options = { timeoutMs: 1 + this.#random(5_000), ...signal };
    const data = { startPgno: 1, maxPages: 1, maxBytes: 4096n };
    await this.#ends(async () => {
      await this.#client.request("one", "ToRivetSqliteGetPageRangeRequest", data, options);
    });
  }

  async #ends(request: () => Promise<void>): Promise<void> {
    try {
      await request();
    } catch (error) {
      if (!(error instanceof ClientError) || !ALLOWED.includes(error.issue.kind)) throw error;
    }
    this.#settledCount += 1;
  }
}

test.each(STORE_KINDS)(
  "%s: whatever breaks, every request ends and no commit is lost",
  async (kind) => {
    for (let run = 0; run < RUNS; run++) await withSeed((random) => new Run(random, kind).check());
  },
);

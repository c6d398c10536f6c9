/**
 * Bugs that storage engines have had, each as a variant of one small module of ours. They are
 * planted one at a time, and the simulation has to find each: it would be worth nothing otherwise.
 */

import type * as Tokens from "../../../packages/storage/src/commit/commit-token.js";
import type * as Resizing from "../../../packages/storage/src/commit/resize-database.js";
import type * as Planning from "../../../packages/storage/src/compaction/compaction-plan.js";
import type * as Running from "../../../packages/storage/src/engine/engine-context.js";
import { shardOf } from "../../../packages/storage/src/engine/sizes.js";
import {
  deltasFrom,
  metaKey,
  numberOf,
  pieceOf,
} from "../../../packages/storage/src/layout/logical-key.js";
import type * as Places from "../../../packages/storage/src/read/page-index-cache.js";
import type { DatabaseTransaction } from "../../../packages/storage/src/transaction/database-transaction.js";

export type PlantedBug = {
  readonly name: string;
  /** Of the package's sources. */
  readonly module: string;
  /** What the module exports instead. */
  readonly variantOf: (original: never) => object;
};

/** Compaction takes the pieces of a commit that is being staged for ones that nobody refers to. */
const removesStaged: PlantedBug = {
  name: "compaction removes what is staged",
  module: "compaction/compaction-plan.ts",
  variantOf: ({ CompactionPlan, planCompaction }: typeof Planning): Partial<typeof Planning> => {
    class GreedyPlan extends CompactionPlan {
      readonly staged: readonly bigint[];

      constructor(plan: Planning.CompactionPlan, txids: readonly bigint[], nextTxid: bigint) {
        const { headTxid, shards } = plan;
        super(
          headTxid,
          shards,
          txids.filter((txid) => txid <= headTxid),
        );
        this.staged = txids.filter((txid) => txid > headTxid && txid < nextTxid);
      }

      override unused(shardIds: Iterable<number>, limit: number): readonly bigint[] {
        return [...super.unused(shardIds, limit), ...this.staged];
      }
    }
    return {
      planCompaction: async (context, keys, options) => {
        const outcome = await planCompaction(context, keys, options);
        if (outcome.kind !== "planned") return outcome;
        const { start, end } = deltasFrom(keys, 0n);
        const { rows } = await context.kv.run("plan", (tx) => tx.range({ start, end }), {
          readOnly: true,
        });
        const txids = rows.map(([bytes]) => pieceOf({ kind: "delta", bytes }).txid);
        const { plan, meta } = outcome;
        return { ...outcome, plan: new GreedyPlan(plan, [...new Set(txids)], meta.nextTxid) };
      },
    };
  },
};

/** The last shard keeps the pages that were cut off, and they are back when the database grows. */
const resurrects: PlantedBug = {
  name: "pages that were cut off come back",
  module: "commit/resize-database.ts",
  variantOf: ({ resizeDatabase }: typeof Resizing): Partial<typeof Resizing> => ({
    resizeDatabase: async (lz4, transaction, resize) => {
      if (resize.newDbSizePages > resize.meta.dbSizePages) {
        await resizeDatabase(lz4, transaction, resize);
        return;
      }
      const last = shardOf(resize.newDbSizePages);
      const blind: Partial<DatabaseTransaction> = {
        heads: async (keys) => {
          const heads = await transaction.heads(keys);
          return heads.map((head) => {
            return head?.key.kind === "shard" && numberOf(head.key) === last ? undefined : head;
          });
        },
      };
      await resizeDatabase(lz4, replacing(transaction, blind), resize);
    },
  }),
};

/** A reader that was slow writes what it has seen over what a commit has made of it since. */
const publishesLate: PlantedBug = {
  name: "a slow reader brings back old places",
  module: "read/page-index-cache.ts",
  variantOf: ({ PageIndexCache }: typeof Places): Partial<typeof Places> => ({
    PageIndexCache: class extends PageIndexCache {
      #newest = 0n;

      override publish(database: string, txid: bigint, places: ReadonlyMap<number, bigint>): void {
        if (txid > this.#newest) this.#newest = txid;
        super.publish(database, this.#newest, places);
      }

      override advance(database: string, commit: Places.CommittedPlaces): void {
        if (commit.headTxid > this.#newest) this.#newest = commit.headTxid;
        super.advance(database, commit);
      }
    },
  }),
};

/** Another process has committed, and this one looks where pages were before. */
const trustsOldPlaces: PlantedBug = {
  name: "places are believed whatever the head",
  module: "read/page-index-cache.ts",
  variantOf: ({ PageIndexCache }: typeof Places): Partial<typeof Places> => ({
    PageIndexCache: class extends PageIndexCache {
      readonly #heads = new Map<string, bigint>();

      override placesAt(database: string): ReadonlyMap<number, bigint> {
        return super.placesAt(database, this.#heads.get(database) ?? 0n);
      }

      override publish(database: string, txid: bigint, places: ReadonlyMap<number, bigint>): void {
        super.publish(database, txid, places);
        if (txid > (this.#heads.get(database) ?? 0n)) this.#heads.set(database, txid);
      }

      override advance(database: string, commit: Places.CommittedPlaces): void {
        super.advance(database, commit);
        const { headTxid } = commit;
        if (headTxid > (this.#heads.get(database) ?? 0n)) this.#heads.set(database, headTxid);
      }
    },
  }),
};

/** An open makes its plan from META as it was, and writes it over what has been committed since. */
const rewinds: PlantedBug = {
  name: "an open rewinds the head",
  module: "engine/engine-context.ts",
  variantOf: ({ mutateOrCreate, ...others }: typeof Running): Partial<typeof Running> => ({
    mutateOrCreate: async (context, keys, options, work) => {
      if (options.name !== "open") return await mutateOrCreate(context, keys, options, work);
      const old = await context.kv.run("plan", (kv) => {
        return others.newTransaction(context, keys, kv).readMeta();
      });
      return await mutateOrCreate(context, keys, options, (transaction, meta) => {
        if (meta === undefined || old === undefined) return work(transaction, meta);
        const { generation } = meta;
        return work(transaction, { ...old, generation });
      });
    },
  }),
};

/** Whoever opens the database goes on with the generation of the owner before. */
const sharesGenerations: PlantedBug = {
  name: "an open does not raise the generation",
  module: "engine/engine-context.ts",
  variantOf: ({ mutateOrCreate }: typeof Running): Partial<typeof Running> => ({
    mutateOrCreate: (context, keys, options, work) => {
      if (options.name !== "open") return mutateOrCreate(context, keys, options, work);
      return mutateOrCreate(context, keys, options, (transaction, found) => {
        if (found === undefined) return work(transaction, found);
        return work(transaction, { ...found, generation: found.generation - 1n });
      });
    },
  }),
};

/** Compaction subtracts from what was used before others have subtracted the same. */
const countsTwice: PlantedBug = {
  name: "compactions overwrite the account of others",
  module: "engine/engine-context.ts",
  variantOf: ({ mutate }: typeof Running): Partial<typeof Running> => ({
    mutate: async (context, keys, options, work) => {
      if (options.name !== "compaction_write") return await mutate(context, keys, options, work);
      const old = await context.kv.run("plan", (kv) => kv.get(metaKey(keys).bytes));
      return await mutate(context, keys, options, (transaction, meta) => {
        transaction.takeMetaRow(old);
        return work(transaction, meta);
      });
    },
  }),
};

/** Who asks once more after a lost answer is told that somebody else was faster. */
const forgetsCommits: PlantedBug = {
  name: "a commit does not know itself again",
  module: "commit/commit-token.ts",
  variantOf: (_: typeof Tokens): Partial<typeof Tokens> => ({ repeatedCommit: () => undefined }),
};

export const PLANTED_BUGS: readonly PlantedBug[] = [
  removesStaged,
  resurrects,
  publishesLate,
  trustsOldPlaces,
  rewinds,
  sharesGenerations,
  countsTwice,
  forgetsCommits,
];

/** `transaction` with some methods replaced. */
function replacing(
  transaction: DatabaseTransaction,
  methods: Partial<DatabaseTransaction>,
): DatabaseTransaction {
  return new Proxy(transaction, {
    get: (target, name) => {
      const replaced: unknown = Reflect.get(methods, name);
      if (replaced !== undefined) return replaced;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

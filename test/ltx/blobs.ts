/**
 * Blobs of random pages, and all ways to read one.
 */

import {
  decodeLtx,
  encodeLtx,
  type LtxHeader,
  type LtxPage,
  LtxVerifier,
  lockPgno,
} from "@barewire/ltx";
import { pick, type Random } from "../contract/seeded-random.js";
import { randomPage } from "./lz4-reference.js";

export type Contents = { readonly header: LtxHeader; readonly pages: readonly LtxPage[] };

export type Shape = { readonly pageSizes: readonly number[]; readonly maxPages: number };

/** Ascending page numbers below a random size, some of them near the lock page. */
export function randomContents(random: Random, shape: Shape): Contents {
  const pageSize = pick(random, shape.pageSizes);
  const lock = lockPgno(pageSize);
  const pages: LtxPage[] = [];
  let pgno = random(4) === 0 ? lock - 3 : 0;
  for (let left = random(shape.maxPages + 1); left > 0; left -= 1) {
    pgno += 1 + (random(3) === 0 ? random(300) : 0);
    if (pgno === lock) pgno += 1;
    pages.push({ pgno, bytes: randomPage(random, pageSize) });
  }
  const minTxid = 1n + BigInt(random(2 ** 32)) * BigInt(random(2 ** 31));
  const header: LtxHeader = {
    pageSize,
    commit: Math.max(1, pgno) + random(100),
    minTxid,
    maxTxid: minTxid + BigInt(random(3)),
    timestampMs: BigInt(random(2 ** 32)) * 1000n,
  };
  return { header, pages };
}

export function encode({ header, pages }: Contents): Uint8Array {
  return encodeLtx(header, pages);
}

/**
 * Decodes like `decodeLtx`, by the verifier, from chunks of random sizes that are overwritten
 * afterwards.
 */
function decodeInChunks(blob: Uint8Array, random: Random): Contents {
  const pages: LtxPage[] = [];
  const verifier = new LtxVerifier({
    onPage: (pgno, bytes) => {
      pages.push({ pgno, bytes });
    },
  });
  const maxSize = 1 + random(pick(random, [1, 40, 5000]));
  for (let offset = 0; offset < blob.length; ) {
    const chunk = blob.slice(offset, offset + 1 + random(maxSize));
    offset += chunk.length;
    verifier.push(chunk);
    chunk.fill(0xa5);
  }
  return { header: verifier.finish().header, pages };
}

/** The two strict readers. */
export const READERS: readonly ((blob: Uint8Array, random: Random) => Contents)[] = [
  (blob) => decodeLtx(blob),
  decodeInChunks,
];

/** Compares contents, much faster than the test runner does on pages. */
export function isSame(one: Contents, other: Contents): boolean {
  const { header: a } = one;
  const { header: b } = other;
  return (
    a.pageSize === b.pageSize &&
    a.commit === b.commit &&
    a.minTxid === b.minTxid &&
    a.maxTxid === b.maxTxid &&
    a.timestampMs === b.timestampMs &&
    one.pages.length === other.pages.length &&
    one.pages.every(({ pgno, bytes }, index) => {
      const page = other.pages[index];
      return page?.pgno === pgno && Buffer.compare(page.bytes, bytes) === 0;
    })
  );
}

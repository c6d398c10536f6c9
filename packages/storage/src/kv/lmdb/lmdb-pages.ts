/**
 * The pages of an LMDB file, as far as they have to be known before the native library maps them.
 * Numbers are little-endian; this is version 2 of the format, that of `lmdb` on npm.
 *
 *    page      0  u64  its number
 *             18  u16  flags: 1 branch, 2 leaf, 4 overflow, 8 meta, 32 leaf without nodes
 *             20  u16  end of the list at 24 that says where nodes are: u16 each, counted from 24
 *             24  …    content
 *    meta     24  u32  magic                            28  u32  version, in its low 16 bits
 *             48  …    the tree of free pages           96  …    the tree of values
 *            144  u64  the last page in use            152  u64  the transaction that wrote it
 *    tree      0  u32  bytes of a page, in the tree of free pages
 *              6  u16  levels                           40  u64  root page; all ones for none
 *    node      0  u16  low, 2 u16 high, 4 u16 flags, 6 u16 size of the key, 8 … key and value
 */

import { readSync } from "node:fs";

const MAGIC = 0xbeefc0de;
const DATA_VERSION = 2;
export const META_SIZE = 168;

/** Smaller pages cannot hold the keys of a store, and larger ones do not exist. */
const MIN_PAGE_SIZE = 4_096;
const MAX_PAGE_SIZE = 65_536;

const HEADER_SIZE = 24;
const NODE_SIZE = 8;
const BRANCH = 1;
const LEAF = 2;
const META = 8;
const LEAF_WITHOUT_NODES = 32;
const NODE_ON_OVERFLOW_PAGES = 1;
const NODE_WITH_TREE = 2;
const NO_PAGE = 0xffff_ffff_ffff_ffffn;
/** The limit is far more levels than a tree of any size has. */
const MAX_LEVELS = 64;

export type Tree = { readonly levels: number; readonly root: bigint };

export type Meta = {
  readonly pageSize: number;
  /** The roots of the tree of free pages and of the tree of values. */
  readonly trees: readonly Tree[];
  readonly lastPage: bigint;
  readonly txnId: bigint;
};

export type MetaFault = "not-a-store" | "other-version" | "other-page-size";

/** Reads a meta page. `bytes` are the first `META_SIZE` of the page. */
export function readMeta(bytes: DataView): Meta | MetaFault {
  // The header of a page was different before version 2, and on machines with another byte order or
  // word size.
  const magicNumbers = [16, HEADER_SIZE].map((offset) => {
    return [bytes.getUint32(offset), bytes.getUint32(offset, true)];
  });
  const hasMagic = magicNumbers.flat().includes(MAGIC);
  if (!hasMagic) return "not-a-store";
  const isVersion = (bytes.getUint32(28, true) & 0xffff) === DATA_VERSION;
  if (bytes.getUint32(HEADER_SIZE, true) !== MAGIC || !isVersion) return "other-version";
  if ((bytes.getUint16(18, true) & META) === 0) return "not-a-store";
  const pageSize = bytes.getUint32(48, true);
  const isPowerOfTwo = (pageSize & (pageSize - 1)) === 0;
  if (!isPowerOfTwo || pageSize < MIN_PAGE_SIZE || pageSize > MAX_PAGE_SIZE) {
    return "other-page-size";
  }
  return {
    pageSize,
    trees: [treeAt(bytes, 48), treeAt(bytes, 96)],
    lastPage: bytes.getBigUint64(144, true),
    txnId: bytes.getBigUint64(152, true),
  };
}

/**
 * The reason why a tree cannot be walked. `too-large` means that it has more pages than the limit.
 */
export type TreeFault = "cut-off" | "damaged" | "too-large";

export type TreeLimits = {
  /** The bytes of the file. */
  readonly fileSize: number;
  /** The most branches and leaves that are read. */
  readonly maxPages: number;
};

/**
 * Reads every branch and leaf that a meta page refers to. Pages without a reference may be missing:
 * LMDB does not write free pages at the end of a file.
 */
export function walkTrees(file: number, meta: Meta, limits: TreeLimits): TreeFault | undefined {
  const pending = [...meta.trees];
  const page = new Uint8Array(meta.pageSize);
  let readCount = 0;
  for (let tree = pending.pop(); tree !== undefined; tree = pending.pop()) {
    if (tree.root === NO_PAGE) continue;
    if (tree.levels < 1 || tree.levels > MAX_LEVELS) return "damaged";
    readCount += 1;
    if (readCount > limits.maxPages) return "too-large";
    if (!isInside(tree.root, 1n, meta, limits)) return "cut-off";
    const offset = Number(tree.root) * meta.pageSize;
    if (readSync(file, page, 0, page.length, offset) < page.length) return "cut-off";
    const found = readNodes(page, tree);
    if (found === undefined) return "damaged";
    if (found.some(({ start, count }) => !isInside(start, count, meta, limits))) return "cut-off";
    pending.push(...found.flatMap(({ tree: below }) => below ?? []));
  }
  return undefined;
}

/** The pages that a node refers to, and the subtree that begins there, if any. */
type Reference = {
  readonly start: bigint;
  readonly count: bigint;
  readonly tree?: Tree;
};

function isInside(start: bigint, count: bigint, meta: Meta, { fileSize }: TreeLimits): boolean {
  const end = start + count;
  return end - 1n <= meta.lastPage && end * BigInt(meta.pageSize) <= BigInt(fileSize);
}

/** Returns `undefined` if the page is not of the kind that the tree needs there. */
function readNodes(bytes: Uint8Array, { root, levels }: Tree): readonly Reference[] | undefined {
  const page = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const flags = page.getUint16(18, true);
  const kind = levels > 1 ? BRANCH : LEAF;
  if (page.getBigUint64(0, true) !== root || (flags & (BRANCH | LEAF)) !== kind) return undefined;
  if ((flags & LEAF_WITHOUT_NODES) !== 0) return [];
  const listSize = page.getUint16(20, true);
  if (HEADER_SIZE + listSize > bytes.length) return undefined;
  const references: Reference[] = [];
  for (let at = HEADER_SIZE; at + 2 <= HEADER_SIZE + listSize; at += 2) {
    const node = page.getUint16(at, true) + HEADER_SIZE;
    if (node + NODE_SIZE > bytes.length) return undefined;
    const reference = kind === BRANCH ? childOf(page, node, levels) : overflowOf(page, node);
    if (reference === undefined) return undefined;
    if (reference !== "inline") references.push(reference);
  }
  return references;
}

function childOf(page: DataView, node: number, levels: number): Reference {
  const low = BigInt(page.getUint32(node, true));
  const start = low + (BigInt(page.getUint16(node + 4, true)) << 32n);
  return { start, count: 1n, tree: { root: start, levels: levels - 1 } };
}

function overflowOf(page: DataView, node: number): Reference | "inline" | undefined {
  const flags = page.getUint16(node + 4, true);
  const value = node + NODE_SIZE + page.getUint16(node + 6, true);
  if ((flags & NODE_ON_OVERFLOW_PAGES) !== 0) {
    if (value + 24 > page.byteLength) return undefined;
    return { start: page.getBigUint64(value, true), count: page.getBigUint64(value + 16, true) };
  }
  if ((flags & NODE_WITH_TREE) !== 0) {
    if (value + 48 > page.byteLength) return undefined;
    const tree = treeAt(page, value);
    return tree.root === NO_PAGE ? "inline" : { start: tree.root, count: 1n, tree };
  }
  return value + page.getUint32(node, true) <= page.byteLength ? "inline" : undefined;
}

function treeAt(bytes: DataView, offset: number): Tree {
  const levels = bytes.getUint16(offset + 6, true);
  return { levels, root: bytes.getBigUint64(offset + 40, true) };
}

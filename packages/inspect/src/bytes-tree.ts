/**
 * The bytes of a message as a tree of its parts. The leaves stand side by side: each byte of the
 * message is in exactly one of them. Damage ends the tree at the byte that cannot be read.
 */

import { type DecodeOptions, Reader, readTag } from "@barewire/runtime";
import {
  bodyOf,
  CodecError,
  type ReadPart,
  type ReadWalk,
  readShape,
  type Shape,
} from "@barewire/runtime/schema-codec";
import { type InspectedSchema, requireType } from "./schema.js";
import { typeText } from "./type-text.js";

/** One part of a message, which takes the bytes from `start` up to, not including, `end`. */
export type BytesNode = {
  /**
   * `framing` is what stands before the parts of a value: a count, a tag, or the byte that says
   * whether an optional is present. `unread` are the bytes behind damage.
   */
  readonly kind: "value" | "framing" | "unread";
  readonly start: number;
  readonly end: number;
  /** The path from the root, such as `ToServer.Batch[3].note`; framing has that of its value. */
  readonly path: string;
  /** The type as the schema writes it; for framing `count`, `tag` or `presence`. */
  readonly type: string;
  /** Undefined for what damage has cut short, and for unread bytes. */
  readonly value: unknown;
  /** The comment of the schema: of the field or the variant, or else of the type. */
  readonly comment: string | null;
  /** The versions that have the part, as its description says; null where an end is open. */
  readonly since: number | null;
  readonly until: number | null;
  readonly isComplete: boolean;
  readonly children: readonly BytesNode[];
};

/** The place at which a message cannot be read on. */
export type Damage = {
  readonly path: string;
  readonly offset: number;
  /** The type of the part that was to be read there. */
  readonly expected: string;
  readonly reason: string;
};

export type InspectedBytes = {
  /** The message, and the unread bytes behind it. */
  readonly nodes: readonly BytesNode[];
  /** The value of the message; undefined where it is damaged. */
  readonly value: unknown;
  readonly damage: Damage | null;
};

/** Reads a message of the type `root`, as far as it can be read. */
export function inspectBytes(
  schema: InspectedSchema,
  root: string,
  bytes: Uint8Array,
  limits?: Pick<DecodeOptions, "maxItems" | "maxDepth">,
): InspectedBytes {
  requireType(schema, root);
  const reader = new Reader(bytes, limits);
  const open: OpenNode[] = [];
  const whole = openNode(schema, { shape: root, type: "", path: root, segment: "" }, null, 0);
  const readPart: ReadPart = (walk, shape, type) => {
    const parent = open.at(-1) ?? null;
    const place = { shape, type, path: walk.path.join(""), segment: walk.path.at(-1) ?? "" };
    const node = parent === null ? whole : openNode(schema, place, parent, reader.offset);
    if (parent !== null) {
      parent.framingEnd ??= reader.offset;
      parent.children.push(node);
    }
    open.push(node);
    node.value = readShape(walk, shape, type);
    node.end = reader.offset;
    open.pop();
    return node.value;
  };
  const walk: ReadWalk = { schema: schema.shapes, reader, path: [root], readPart };
  try {
    const value = readPart(walk, root, root);
    const nodes = [closedNode(whole, bytes, schema)];
    const { offset } = reader;
    if (offset === bytes.length) return { nodes, value, damage: null };
    const expected = "the end of the message";
    const damage = { path: root, offset, expected, reason: "bytes are left over" };
    return { nodes: [...nodes, ...unread(offset, bytes, root)], value: undefined, damage };
  } catch (error) {
    if (!(error instanceof CodecError) || error.offset === undefined) throw error;
    const { offset, message: reason } = error;
    const path = walk.path.join("");
    const expected = open.at(-1)?.type ?? root;
    cut(whole, offset);
    return {
      nodes: [closedNode(whole, bytes, schema), ...unread(offset, bytes, path)],
      value: undefined,
      damage: { path, offset, expected, reason },
    };
  }
}

/** The parts that hold no others, in the order of their bytes: side by side, they are all bytes. */
export function leavesOf(nodes: readonly BytesNode[]): readonly BytesNode[] {
  return nodes.flatMap((node) => (node.children.length === 0 ? [node] : leavesOf(node.children)));
}

type OpenNode = {
  readonly start: number;
  /** Null while the part is being read. */
  end: number | null;
  /** The start of its first child; null while it has none. */
  framingEnd: number | null;
  readonly path: string;
  readonly type: string;
  readonly shape: Shape;
  value: unknown;
  readonly note: Pick<BytesNode, "comment" | "since" | "until">;
  isCut: boolean;
  children: OpenNode[];
};

/** A part: `segment` is the last one of its path, and `type` the name of the type that has it. */
type Place = {
  readonly shape: Shape;
  readonly type: string;
  readonly path: string;
  readonly segment: string;
};

function openNode(
  schema: InspectedSchema,
  place: Place,
  parent: OpenNode | null,
  start: number,
): OpenNode {
  const { shape, path } = place;
  return {
    start,
    end: null,
    framingEnd: null,
    path,
    type: typeText(shape),
    shape,
    value: undefined,
    note: noteOf(schema, place, parent),
    isCut: false,
    children: [],
  };
}

/** The note of the description on the part: on the member first, and else on its type. */
function noteOf(
  { parts }: InspectedSchema,
  { shape, type, path, segment }: Place,
  parent: OpenNode | null,
): OpenNode["note"] {
  // The item of an optional has the path of the optional, which has the note of the member.
  const isMember = segment.startsWith(".") && parent?.path !== path;
  const member = isMember ? parts.get(`${type}${segment}`) : undefined;
  const own = typeof shape === "string" ? parts.get(shape) : undefined;
  return {
    comment: member?.doc ?? own?.doc ?? null,
    since: member?.since ?? own?.since ?? null,
    until: member?.until ?? own?.until ?? null,
  };
}

/** Ends everything at the byte that cannot be read: what begins there or later is not kept. */
function cut(node: OpenNode, offset: number): void {
  if (node.end !== null && node.end <= offset) return;
  node.end = offset;
  node.isCut = true;
  node.value = undefined;
  node.children = node.children.filter(
    ({ start, end }) => start < offset || (end !== null && end <= offset),
  );
  for (const child of node.children) cut(child, offset);
}

function closedNode(node: OpenNode, bytes: Uint8Array, schema: InspectedSchema): BytesNode {
  const { start, path, type, value, note, isCut } = node;
  const end = node.end ?? start;
  const children = node.children.map((child) => closedNode(child, bytes, schema));
  const framing = framingOf(node, end, bytes, schema);
  return {
    kind: "value",
    start,
    end,
    path,
    type,
    value,
    ...note,
    isComplete: !isCut,
    children: framing === null ? children : [framing, ...children],
  };
}

/** The bytes before the first child; null of a value that has none. */
function framingOf(
  node: OpenNode,
  end: number,
  bytes: Uint8Array,
  { shapes }: InspectedSchema,
): BytesNode | null {
  const body = bodyOf(shapes, node.shape);
  if (typeof body === "string") return null;
  const type = framingType(body);
  const { start, path } = node;
  const framingEnd = node.framingEnd ?? end;
  if (type === null || framingEnd === start) return null;
  const isComplete = !node.isCut || node.framingEnd !== null;
  const number = isComplete ? readTag(new Reader(bytes.subarray(start))) : undefined;
  const value = type === "presence" && number !== undefined ? number === 1 : number;
  const plain = { ...NO_NOTE, isComplete, children: [] };
  return { kind: "framing", start, end: framingEnd, path, type, value, ...plain };
}

function framingType(body: Exclude<Shape, string>): string | null {
  if ("union" in body) return "tag";
  if ("optional" in body) return "presence";
  return "map" in body || ("list" in body && "min" in body) ? "count" : null;
}

function unread(start: number, { length: end }: Uint8Array, path: string): readonly BytesNode[] {
  if (start === end) return [];
  const plain = { ...NO_NOTE, value: undefined, isComplete: false, children: [] };
  return [{ kind: "unread", start, end, path, type: "unread", ...plain }];
}

const NO_NOTE = { comment: null, since: null, until: null } as const;

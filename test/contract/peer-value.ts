/**
 * Converts between our values and the peer's: its `data` is an ArrayBuffer, its `list<u8>` an
 * array, its enum values are in PascalCase, and a variant without a named type has its number for a
 * tag.
 */

import type { EnumType, Type, UnionType, Variant } from "../../codegen/src/schema/model.js";
import type { TypeGraph } from "../../codegen/src/schema/type-graph.js";

export type PeerMapping = {
  readonly toPeer: (value: unknown) => unknown;
  /** Tells whether a value of ours and one of the peer are equal. */
  readonly same: (ours: unknown, theirs: unknown) => boolean;
};

/** Differences between equal values that are the peer's fault; see `peer-faults.ts`. */
export type Tolerance = { readonly sameText: (ours: string, theirs: unknown) => boolean };

const EXACT: Tolerance = { sameText: (ours, theirs) => ours === theirs };

/** The mapping of one named type, made of closures, because it runs millions of times. */
export function peerMapping(
  name: string,
  graph: TypeGraph,
  tolerance: Tolerance = EXACT,
): PeerMapping {
  const named = new Map<string, PeerMapping>();
  return mappingOf({ kind: "reference", name }, { graph, tolerance, named });
}

type Scope = {
  readonly graph: TypeGraph;
  readonly tolerance: Tolerance;
  readonly named: Map<string, PeerMapping>;
};

function mappingOf(type: Type, scope: Scope): PeerMapping {
  switch (type.kind) {
    case "primitive":
      if (type.name === "str") return textMapping(scope.tolerance);
      return { toPeer: (value) => value, same: Object.is };
    case "data":
      return DATA;
    case "reference":
      return namedMapping(type.name, scope);
    case "optional":
      return optionalMapping(mappingOf(type.item, scope));
    case "list":
      return listMapping(mappingOf(type.item, scope));
    case "map":
      return mapMapping(mappingOf(type.key, scope), mappingOf(type.value, scope));
    case "struct": {
      const fields = type.fields.map(({ name, type }) => [name, mappingOf(type, scope)] as const);
      return structMapping(fields);
    }
    case "enum":
      return enumMapping(type);
    case "union":
      return unionMapping(type, scope);
    default:
      return type satisfies never;
  }
}

/** Recursive types refer to a mapping that is still being made. */
function namedMapping(name: string, scope: Scope): PeerMapping {
  const known = scope.named.get(name);
  if (known !== undefined) return known;
  let made: PeerMapping | undefined;
  const get = () => made as PeerMapping;
  scope.named.set(name, {
    toPeer: (value) => get().toPeer(value),
    same: (ours, theirs) => get().same(ours, theirs),
  });
  // Every reference of a checked schema is defined.
  made = mappingOf((scope.graph.namedTypes.get(name) as { readonly type: Type }).type, scope);
  return made;
}

function textMapping({ sameText }: Tolerance): PeerMapping {
  return {
    toPeer: (value) => value,
    same: (ours, theirs) => typeof ours === "string" && sameText(ours, theirs),
  };
}

const DATA: PeerMapping = {
  toPeer: (value) => (value as Uint8Array).slice().buffer,
  same: (ours, theirs) =>
    ours instanceof Uint8Array &&
    theirs instanceof ArrayBuffer &&
    Buffer.compare(ours, new Uint8Array(theirs)) === 0,
};

function optionalMapping(item: PeerMapping): PeerMapping {
  return {
    toPeer: (value) => (value === null ? null : item.toPeer(value)),
    same: (ours, theirs) =>
      ours === null || theirs === null ? ours === theirs : item.same(ours, theirs),
  };
}

function listMapping(item: PeerMapping): PeerMapping {
  return {
    toPeer: (value) => Array.from(value as ArrayLike<unknown>, item.toPeer),
    same: (ours, theirs) => {
      const [left, right] = [ours as ArrayLike<unknown>, theirs as readonly unknown[]];
      if (left.length !== right.length) return false;
      for (let index = 0; index < left.length; index++) {
        if (!item.same(left[index], right[index])) return false;
      }
      return true;
    },
  };
}

/** Both keep the order of the message, so entries are compared in order. */
function mapMapping(key: PeerMapping, value: PeerMapping): PeerMapping {
  return {
    toPeer: (entries) =>
      new Map(
        [...(entries as ReadonlyMap<unknown, unknown>)].map(([one, other]) => [
          key.toPeer(one),
          value.toPeer(other),
        ]),
      ),
    same: (ours, theirs) => {
      const [left, right] = [ours, theirs].map((map) => [...(map as Map<unknown, unknown>)]);
      if (left === undefined || right === undefined || left.length !== right.length) return false;
      return left.every(([one, other], index) => {
        const entry = right[index];
        return entry !== undefined && key.same(one, entry[0]) && value.same(other, entry[1]);
      });
    },
  };
}

type Struct = { readonly [field: string]: unknown };

function structMapping(fields: readonly (readonly [string, PeerMapping])[]): PeerMapping {
  return {
    toPeer: (value) =>
      Object.fromEntries(
        fields.map(([name, { toPeer }]) => [name, toPeer((value as Struct)[name])]),
      ),
    same: (ours, theirs) => {
      for (const [name, { same }] of fields) {
        if (!same((ours as Struct)[name], (theirs as Struct)[name])) return false;
      }
      return true;
    },
  };
}

function enumMapping(type: EnumType): PeerMapping {
  const names = new Map<unknown, string>(type.values.map(({ name }) => [name, peerName(name)]));
  return {
    toPeer: (value) => names.get(value),
    same: (ours, theirs) => names.get(ours) === theirs,
  };
}

function peerName(constant: string): string {
  const words = constant.replace(/\B[A-Z]\d/g, "_$&").split(/_+/);
  return words.map((word) => word.slice(0, 1) + word.slice(1).toLowerCase()).join("");
}

type Tagged = { readonly tag: unknown; readonly val: unknown };

function unionMapping(type: UnionType, scope: Scope): PeerMapping {
  const variants = new Map(
    type.variants.map((variant) => [
      variant.name as unknown,
      { tag: peerTag(variant, scope.graph), payload: mappingOf(variant.type, scope) },
    ]),
  );
  return {
    toPeer: (value) => {
      const { tag, val } = value as Tagged;
      const variant = variants.get(tag);
      return { tag: variant?.tag, val: variant?.payload.toPeer(val) };
    },
    same: (ours, theirs) => {
      const [left, right] = [ours as Tagged, theirs as Tagged];
      const variant = variants.get(left.tag);
      return variant?.tag === right.tag && variant?.payload.same(left.val, right.val) === true;
    },
  };
}

export function peerTag({ name, tag, type }: Variant, { namedTypes }: TypeGraph): string | number {
  const isWrittenName = type.kind === "reference" && namedTypes.get(type.name)?.hoisted === false;
  return isWrittenName ? name : tag;
}

/**
 * Tells whether two of our values are equal by content: a typed array equals the plain array of its
 * items, and keys from bytes are compared by their bytes.
 */

export function isSameValue(left: unknown, right: unknown): boolean {
  if (typeof left !== "object" || typeof right !== "object") return Object.is(left, right);
  if (left === null || right === null) return left === right;
  if (left instanceof Map && right instanceof Map) return isSameValue([...left], [...right]);
  if (isList(left) || isList(right)) return isList(left) && isList(right) && areSame(left, right);
  const [keys, rightKeys] = [Object.keys(left), Object.keys(right)];
  if (keys.join() !== rightKeys.join()) return false;
  // Both are plain objects with these keys.
  type Fields = { readonly [name: string]: unknown };
  return keys.every((key) => isSameValue((left as Fields)[key], (right as Fields)[key]));
}

type List = ArrayLike<unknown>;

function isList(value: object): value is List {
  return Array.isArray(value) || ArrayBuffer.isView(value);
}

function areSame(left: List, right: List): boolean {
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index++) {
    if (!isSameValue(left[index], right[index])) return false;
  }
  return true;
}

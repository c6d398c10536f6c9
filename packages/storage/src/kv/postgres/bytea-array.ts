/**
 * `bytea[]` in PostgreSQL's binary form, so that a parameter is as long as its bytes; as text it
 * would be twice as long.
 *
 *    0  i32  1, the number of dimensions; with none, 0, and the first three numbers are all
 *    4  i32  0: there are no nulls
 *    8  i32  17, the type `bytea`
 *   12  i32  number of items
 *   16  i32  1, the index of the first one
 *   20  …    for each item its size as i32, and its bytes
 */

const BYTEA = 17;
const EMPTY_SIZE = 12;
const HEADER_SIZE = 20;

export function encodeByteaArray(items: readonly Uint8Array[]): Buffer {
  if (items.length === 0) {
    const empty = Buffer.alloc(EMPTY_SIZE);
    empty.writeInt32BE(BYTEA, 8);
    return empty;
  }
  const size = items.reduce((sum, item) => sum + 4 + item.length, HEADER_SIZE);
  const array = Buffer.allocUnsafe(size);
  [1, 0, BYTEA, items.length, 1].forEach((number, index) => {
    array.writeInt32BE(number, 4 * index);
  });
  let offset = HEADER_SIZE;
  for (const item of items) {
    array.writeInt32BE(item.length, offset);
    array.set(item, offset + 4);
    offset += 4 + item.length;
  }
  return array;
}

/** The names of databases: what no server stores, told before anything is sent. */

// It is in no library of types that all platforms share.
declare const TextEncoder: new () => { readonly encode: (text: string) => Uint8Array };

/** The limits are in bytes of UTF-8. With the longest names, a stored key stays below 512 bytes. */
export const MAX_NAMESPACE_SIZE = 128;
export const MAX_ACTOR_ID_SIZE = 256;

/** The reason why no database can have the name of at most `maxSize` bytes; null if one can. */
export function nameFault(name: string, maxSize: number): string | null {
  if (name === "") return "expected a name, got an empty text";
  if (!name.isWellFormed()) return "a lone surrogate, which UTF-8 cannot hold";
  if (name.includes("\0")) return "a NUL character, which no name may contain";
  const size = new TextEncoder().encode(name).length;
  if (size > maxSize) return `expected at most ${maxSize} bytes of UTF-8, got ${size}`;
  return null;
}

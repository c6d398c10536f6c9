/**
 * The independent judge: the codec that `@bare-ts/tools` 0.16.0 makes of the same schema, running
 * on `@bare-ts/lib` 0.4.1.
 */

import { transform } from "@bare-ts/tools";
import { bundle } from "./compile-schema.js";
import { importModule, writeModule } from "./module-folder.js";

/** One type of the peer. It has a cursor for every type, and whole messages for roots only. */
export type PeerCodec = {
  /** @throws BareError, or whatever else the peer comes across. */
  readonly decode: (bytes: Uint8Array) => unknown;
  readonly encode: (value: unknown) => Uint8Array;
};

export type Peer = {
  /** Null for a type that resolves to void: the peer has no functions for these. */
  readonly codec: (name: string) => PeerCodec | null;
};

type Cursor = { offset: number; readonly bytes: Uint8Array };

type PeerLibrary = {
  readonly ByteCursor: new (bytes: Uint8Array, config: unknown) => Cursor;
  readonly Config: (options: object) => unknown;
};

let library: Promise<string> | undefined;

export async function compilePeer(text: string): Promise<Peer> {
  library ??= bundle('export * from "@bare-ts/lib";');
  const libraryName = await library;
  // `legacy` is what allows recursion; it has no other effect on these schemas.
  const options = {
    generator: "js",
    schema: "x.bare",
    useGenericArray: true,
    legacy: true,
  } as const;
  const javaScript = transform(text, options).replace('"@bare-ts/lib"', `"./${libraryName}"`);
  const module = await importModule(writeModule(javaScript));
  // The two exports are documented by the library.
  const { ByteCursor, Config } = (await importModule(libraryName)) as unknown as PeerLibrary;
  const config = Config({});
  return {
    codec: (name) => {
      // The peer exports both for every named type that is not void.
      const read = module[`read${name}`] as ((cursor: Cursor) => unknown) | undefined;
      const write = module[`write${name}`] as (cursor: Cursor, value: unknown) => void;
      if (read === undefined) return null;
      return {
        decode: (bytes) => {
          const cursor = new ByteCursor(bytes, config);
          const value = read(cursor);
          if (cursor.offset < bytes.length) throw new PeerLeftover();
          return value;
        },
        encode: (value) => {
          const cursor = new ByteCursor(new Uint8Array(1024), config);
          write(cursor, value);
          return cursor.bytes.subarray(0, cursor.offset);
        },
      };
    },
  };
}

/** The error that the peer's own `decodeX` throws for bytes that are left over. */
class PeerLeftover extends Error {}

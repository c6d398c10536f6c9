/** The codecs of the corpus of schemas behave: what they write they read, and nothing else. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type CompileOptions, compileSchema } from "./compile-schema.js";
import { valueMaker } from "./random-value.js";
import { isSameValue } from "./same-value.js";
import { withSeed } from "./seeded-random.js";

const CORPUS = new URL("../../codegen/corpus/valid/", import.meta.url);

async function check(name: string): Promise<void> {
  const text = readFileSync(new URL(`${name}/v1.bare`, CORPUS), "utf8");
  const file = new URL(`${name}/options.json`, CORPUS);
  const options: CompileOptions = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const { schema, graph, codec, runtime, description } = await compileSchema(text, options);
  const locateError = runtime.errorLocator(description);
  await withSeed((random) => {
    for (const { name } of schema.types) {
      const make = valueMaker(name, graph);
      const { decode, encode, read, write } = codec(name);
      for (let round = 0; round < 60; round++) {
        const value = make(random);
        const bytes = encode(value);
        const decoded = decode(bytes);
        if (!isSameValue(decoded, value)) throw new Error(`${name}: another value is decoded`);
        expect(encode(decoded)).toEqual(bytes);
        // The error locator walks the same way, and finds no fault.
        expect(locateError("malformed", name, bytes, {})).toBe(null);
        expect(locateError("unencodable", name, value, {})).toBe(null);
        const writer = new runtime.Writer();
        write(writer, value);
        write(writer, value);
        const twice = writer.finish(writer);
        const reader = new runtime.Reader(twice);
        if (!isSameValue(read(reader), value)) throw new Error(`${name}: the first of two`);
        if (!isSameValue(read(reader), value)) throw new Error(`${name}: the second of two`);
        expect(reader.offset).toBe(twice.length);
      }
    }
  });
}

test.each(readdirSync(CORPUS))("what %s writes it reads", check);

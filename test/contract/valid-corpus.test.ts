/** The codecs of the corpus of schemas behave: what they write they read, and nothing else. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { valueMaker } from "@barewire/inspect/values";
import { expect, test } from "vitest";
import {
  checkEngineBytes,
  checkEngineEncoding,
  checkEngineValue,
  enginePairsOf,
} from "../inspect/compare-engine.js";
import { type CompileOptions, compileSchema } from "./compile-schema.js";
import { type Counts, verdict } from "./differential.js";
import { mutate } from "./mutate.js";
import { isSameValue } from "./same-value.js";
import { withSeed } from "./seeded-random.js";
import { withMisfit } from "./with-misfit.js";

const CORPUS = new URL("../../codegen/corpus/valid/", import.meta.url);

async function check(name: string): Promise<void> {
  const text = readFileSync(new URL(`${name}/v1.bare`, CORPUS), "utf8");
  const file = new URL(`${name}/options.json`, CORPUS);
  const options: CompileOptions = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const compiled = await compileSchema(text, options);
  const { schema, codec, runtime, description } = compiled;
  const engines = enginePairsOf(compiled);
  const counts: Counts = {};
  const locateError = runtime.errorLocator(description);
  await withSeed((random) => {
    for (const { name } of schema.types) {
      const make = valueMaker(description, name);
      const { decode, encode, read, write } = codec(name);
      const engine = engines.get(name);
      if (engine === undefined) throw new Error(`the engine has no ${name}`);
      for (let round = 0; round < 60; round++) {
        const value = make(random);
        const bytes = encode(value);
        const decoded = decode(bytes);
        if (!isSameValue(decoded, value)) throw new Error(`${name}: another value is decoded`);
        expect(encode(decoded)).toEqual(bytes);
        // The error locator walks the same way, and finds no fault.
        expect(locateError("malformed", name, bytes, {})).toBe(null);
        expect(locateError("unencodable", name, value, {})).toBe(null);
        checkEngineValue(engine, value, encode(value, { memory: "own" }), counts);
        const mutated = mutate(bytes, random);
        checkEngineBytes(
          engine,
          mutated,
          verdict(() => decode(mutated)),
          counts,
        );
        checkEngineEncoding(engine, withMisfit(value, random));
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

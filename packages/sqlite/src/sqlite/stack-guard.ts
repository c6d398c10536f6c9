/**
 * `StackGuard`: notices that SQLite has used up its stack in WASM's memory.
 *
 * The build has its static data below the stack, and its calls do not check how far they have come:
 * recursion that is too deep overwrites the data and goes on. So the last part of the stack is
 * filled with a pattern, which everything that goes beyond it has to pass through.
 */

import type { SqliteModule } from "./sqlite-module.js";

/** The lowest address of the stack, which grows downwards from 650,784 and has 512 KiB. */
export const STACK_END = 126_496;
export const STACK_SIZE: number = 512 * 1024;

const GUARD_SIZE = 16 * 1024;
/** A frame is not much larger, and so writes into at least one of the words. */
const STRIDE = 64;
const PATTERN = 0x5a_5a_5a_5a;

export class StackGuard {
  readonly #module: SqliteModule;
  #words: Int32Array;

  /** Is created before SQLite has done anything deep. */
  constructor(module: SqliteModule) {
    this.#module = module;
    this.#words = this.#view();
    this.#words.fill(PATTERN);
  }

  /** False for ever once the stack has been used up. */
  get isIntact(): boolean {
    // The buffer is another one when memory has grown.
    if (this.#words.length === 0) this.#words = this.#view();
    const words = this.#words;
    for (let index = 0; index < words.length; index += STRIDE / 4) {
      if (words[index] !== PATTERN) return false;
    }
    return true;
  }

  #view(): Int32Array {
    const { buffer, byteOffset } = this.#module.HEAPU8;
    return new Int32Array(buffer, byteOffset + STACK_END, GUARD_SIZE / 4);
  }
}

/**
 * The memory driver, for tests and simulations. Its contents end with the process.
 */

export { type MemoryKvOptions, type MemoryStep, openMemoryKv } from "./kv/memory/memory-kv.js";
export { type MemoryContents, MemoryStore } from "./kv/memory/memory-store.js";

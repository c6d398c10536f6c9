/**
 * The entry for tests of a driver or of code that uses a `Kv`: the conformance suite of the port,
 * and wrappers that inject faults into a `Kv`, delay it, or count its operations.
 */

export {
  type TestRunner,
  testKvConformance,
} from "./testing/conformance/conformance.js";
export type {
  OpenStore,
  RandomOptions,
  StoreUnderTest,
} from "./testing/conformance/conformance-test.js";
export {
  type FaultyKv,
  faultAtIndex,
  injectFaults,
  type KvFault,
  type KvFaultPoint,
} from "./testing/fault-injection.js";
export { addLatency, type KvLatency } from "./testing/latency.js";
export type { KvOperation } from "./testing/observed-transaction.js";
export { type CountedKv, countOperations, type KvCounts } from "./testing/operation-counter.js";

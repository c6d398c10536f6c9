/** The entry: the proof of `barewire test` for Vitest, Jest, node:test and other test runners. */

export {
  type ProtocolProof,
  type ProtocolTestOptions,
  proveProtocol,
  type TestFunction,
  testProtocols,
} from "./test-protocols.js";

/** A counterexample for people: what goes wrong, and each step that leads there, with its bytes. */

import type { Message } from "./conversions.js";
import type { Fault, Node, Step } from "./fleet.js";

export function faultText(fault: Fault, jsonOf: (message: Message) => string): string {
  const { message, to, reason, history } = fault;
  const steps = stepLines(history, jsonOf);
  const lines = steps.map((line, index) => `  ${index + 1}. ${line}`);
  return [`${message.name} of v${message.version} in v${to}: ${reason}`, ...lines].join("\n");
}

function stepLines(
  history: readonly Step[],
  jsonOf: (message: Message) => string,
): readonly string[] {
  const connected = new Map<string, number>();
  return history.flatMap((step): readonly string[] => {
    switch (step.kind) {
      case "write": {
        const { node, message } = step;
        const written = `${message.hex}: ${jsonOf(message)}`;
        return [`all nodes run v${message.version}; the ${node} writes ${written}`];
      }
      case "deploy": {
        const { node, from, to } = step;
        for (const pair of connected.keys()) if (pair.includes(`<${node}>`)) connected.delete(pair);
        const verb = to > from ? "is upgraded" : "is rolled back";
        return [`the ${node} ${verb} from v${from} to v${to}`];
      }
      case "send": {
        const { from, to, version, hex } = step;
        const pair = pairOf(from, to);
        const isConnected = connected.get(pair) === version;
        connected.set(pair, version);
        const connects = `the ${from} connects to the ${to}, and they agree on v${version}`;
        const sent = hex ?? "nothing, as the message has no bytes";
        const sends = `the ${from} sends the ${to} ${sent}`;
        return isConnected ? [sends] : [connects, sends];
      }
      case "store":
        return [`the ${step.node} keeps a record of v${step.version}: ${step.hex ?? "no bytes"}`];
      case "load":
        return [`the ${step.node} reads the record of v${step.version}: ${step.hex ?? "no bytes"}`];
      default:
        return step satisfies never;
    }
  });
}

function pairOf(one: Node, other: Node): string {
  return [one, other]
    .map((node) => `<${node}>`)
    .sort()
    .join("");
}

import { expect, test } from "vitest";
import {
  createCommandMemory,
  HostChannel,
  type SentCommand,
  type SentOutput,
  WorkerChannel,
} from "./command-channel.js";

type Ends = { readonly host: HostChannel; readonly worker: WorkerChannel };

/** `between` is called while the worker waits, as if the host ran at that moment. */
function ends(between: (host: HostChannel) => void = () => undefined): Ends {
  const memory = createCommandMemory();
  const host = new HostChannel(memory);
  const nowMs = (): number => {
    between(host);
    // Any time ends the wait at the next look.
    return Number.POSITIVE_INFINITY;
  };
  return { host, worker: new WorkerChannel({ memory, looks: true, nowMs }) };
}

const command = (id: number, sql = "SELECT 1"): SentCommand => ({
  kind: "command",
  id,
  command: "execute",
  input: { sql, place: "alone" },
});
const output = (id: number): SentOutput => ({ kind: "done", id, output: null });

test("a command reaches a worker that waits, and its output the host that looks", () => {
  const { host, worker } = ends();
  expect(worker.answer(output(1)), "the host does not look yet").toBe(false);
  expect(host.send(command(2))).toBe(true);
  expect(host.takeOutput()).toBeNull();
  expect(worker.next(0, "looking")).toEqual(command(2));
  expect(worker.answer(output(2))).toBe(true);
  expect(host.takeOutput()).toEqual(output(2));
  expect(host.takeOutput()).toBeNull();
});

test("a worker that works takes no command", () => {
  const { host, worker } = ends();
  expect(host.send(command(1)), "it has not answered anything").toBe(false);
  worker.answer(output(1));
  expect(worker.leave()).toBeNull();
  expect(host.send(command(2)), "it has left").toBe(false);
  expect(worker.answer(output(3)), "the host does not look after a command that it posts").toBe(
    false,
  );
});

test("a worker that has a message to receive waits for no command", () => {
  const looks: number[] = [];
  const { host, worker } = ends(() => looks.push(1));
  host.posted();
  worker.answer(output(1));
  expect(worker.next(0, "looking")).toBeNull();
  expect(looks).toEqual([]);
  worker.answer(output(2));
  worker.next(1, "looking");
  expect(looks).not.toEqual([]);
});

test("a message that is posted while the worker waits ends its wait", () => {
  const { host, worker } = ends((end) => end.posted());
  worker.answer(output(1));
  expect(worker.next(0, "looking")).toBeNull();
  expect(host.send(command(1))).toBe(false);
});

test("a command that comes while the worker waits, or as it leaves, is taken", () => {
  const { host, worker } = ends((end) => void end.send(command(7)));
  worker.answer(output(1));
  expect(worker.next(0, "looking")).toEqual(command(7));
  worker.answer(output(7));
  host.takeOutput();
  expect(host.send(command(8))).toBe(true);
  expect(worker.leave()).toEqual(command(8));
});

test("an output that comes as the host stops looking is taken, and a later one is posted", () => {
  const { host, worker } = ends();
  worker.answer(output(1));
  host.send(command(2));
  worker.next(0, "looking");
  worker.answer(output(2));
  expect(host.stopLooking()).toEqual(output(2));
  host.send(command(3));
  worker.next(0, "looking");
  expect(host.stopLooking()).toBeNull();
  expect(worker.answer(output(3))).toBe(false);
  expect(host.takeOutput()).toBeNull();
});

test("what is too large or not exact in JSON is posted", () => {
  const { host, worker } = ends();
  worker.answer(output(1));
  for (const sql of ["x".repeat(20_000), "€".repeat(6_000)]) {
    expect(host.send(command(2, sql))).toBe(false);
  }
  const input = { sql: "SELECT ?", parameters: [1n], place: "alone" } as const;
  expect(host.send({ kind: "command", id: 2, command: "run", input })).toBe(false);
  expect(host.send(command(2))).toBe(true);
  worker.next(0, "looking");
  const rows = [["y".repeat(70_000)]];
  const large = { rows, cursor: null, columns: ["y"], isReadonly: true };
  expect(worker.answer({ kind: "done", id: 2, output: large })).toBe(false);
  expect(host.takeOutput(), "it is posted").toBeNull();
});

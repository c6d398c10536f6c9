/**
 * Tests the text about an address that cannot be listened on.
 */

import { expect, test } from "vitest";
import { ListenError } from "./listen-error.js";

test.each([
  ["EADDRINUSE", "another program listens there"],
  ["EACCES", "choose a port from 1024 on with --port"],
  ["EADDRNOTAVAIL", "this machine does not have that address; correct --host"],
  ["ENOTFOUND", "cannot be resolved; correct --host"],
  ["EOTHER", "check --host and --port"],
])("%s is told with host, port and what to do", (code, advice) => {
  const { message } = new ListenError(code, { host: "::1", port: 80 });
  expect(message).toContain(`cannot listen on host ::1, port 80 (${code}): `);
  expect(message).toContain(advice);
});

/** A server and clients of three versions talk at once; run it with `npx tsx src/main.ts`. */

import { attempt } from "@barewire/runtime";
import { openNewest, openV1, openV2 } from "./client.js";
import { NegotiationError } from "./gen/chat/negotiation.js";
import { startServer } from "./server.js";

const server = await startServer();
const ada = await openV1(server.url);
const bob = await openV2(server.url);
const cyd = await openNewest(server.url);

/** Until everyone has what was sent: first the server has to have it. */
async function settled(sender: { readonly settled: () => Promise<void> }): Promise<void> {
  for (const client of [sender, ada, bob, cyd]) await client.settled();
}

ada.send({ tag: "Join", val: { user: "ada@london" } });
await settled(ada);
bob.send({ tag: "Join", val: { nickname: "bob", place: "" } });
await settled(bob);
cyd.send({ tag: "Join", val: { nickname: "cyd", place: "oslo" } });
await settled(cyd);

ada.send({ tag: "Say", val: { text: "Hello from 1." } });
await settled(ada);
cyd.send({ tag: "StartTyping", val: null });
cyd.send({ tag: "React", val: { author: "ada", emoji: "👋" } });
await settled(cyd);
bob.send({ tag: "Say", val: { body: "Hello from 2." } });
await settled(bob);

// A client that comes later is welcomed with all that its version can show.
const eve = await openV1(server.url);
eve.send({ tag: "Join", val: { user: "eve@rome" } });
await settled(eve);

// Today's client on an older connection: what it cannot send is refused before it is sent.
const fay = await openNewest(server.url, [2]);
const refused = attempt(() => fay.send({ tag: "StartTyping", val: null }));

// A client of a later time, with which nothing is in common: the refusal is final.
const later = await openNewest(server.url, [8, 9]).catch((error: unknown) => error);

for (const [name, { version, shown }] of Object.entries({ ada, bob, cyd, eve })) {
  console.log(`${name} speaks v${version} and sees`);
  for (const line of shown) console.log(`  ${line}`);
}
console.log("the server could not send");
for (const line of server.refused) console.log(`  ${line}`);
if (!refused.ok && refused.issue.kind === "not-representable") {
  console.log(`fay speaks v${fay.version} and could not send`);
  console.log(`  ${refused.issue.path}: ${refused.issue.reason}`);
}
if (later instanceof NegotiationError) console.log(later.message);
server.close();

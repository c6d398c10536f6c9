/** The life of an actor on a connection, from the command that starts it to its last event. */

export { acknowledgeCommands, acknowledgeEvents } from "./acknowledge.js";
export { plainConfig, startCommand, stopCommand } from "./commands.js";
export { closedBy, lastEvent, wishOf } from "./events.js";

/** The life of an actor on a connection, from the command that starts it to its last event. */

export { acknowledgeCommands, acknowledgeEvents } from "./acknowledge.js";
export { minimalActorConfig, startCommand, stopCommand } from "./commands.js";
export { closedActors, requestedAction, stoppedEvent } from "./events.js";

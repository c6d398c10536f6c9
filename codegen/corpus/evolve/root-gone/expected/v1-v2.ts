// @generated from root-gone/v1.bare and v2.bare by `barewire generate`. Do not edit.
//
//   removed  Actor
//   added    ActorRecord  Actor -> ActorRecord?

export {};

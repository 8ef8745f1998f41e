/** The part of blakejs that seal.js takes: without the rest, which nobody would call. */
declare module "blakejs/blake2b.js" {
  export { blake2b } from "blakejs";
}

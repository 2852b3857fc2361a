/** Whether this is an address on the web, and no path. `crates/cli/src/remote.rs` tells it the same way. */
export function isWeb(source: string | URL): boolean {
  return /^https?:/i.test(String(source));
}

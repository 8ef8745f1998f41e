/** Whether a TCP port is free. Firmware: components/modules/net.c. */

function ignore(): void {}

/**
 * Tells whether a plain server of the application could listen on this port now.
 *
 * @param port 1 to 65535
 * @example if require("http_port").isFree(80) then startServer() end
 */
export function isFree(port: number): boolean {
  const probe = net.createServer(net.TCP);
  const [free] = pcall(() => probe.listen(port, ignore));
  if (free) pcall(() => probe.close());
  return free;
}

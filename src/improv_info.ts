/** What an installer is told about the device: its firmware and chip. */

/** @returns the firmware's name and version, and the chip, such as "esp32" */
export function describeDevice(): string[] {
  const version = node.info("sw_version");
  const { node_version_major, node_version_minor, node_version_revision } = version;
  return [
    "NodeMCU",
    string.format("%d.%d.%d", node_version_major, node_version_minor, node_version_revision),
    node.chipmodel(),
  ];
}

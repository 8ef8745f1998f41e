/** node.info and node.LFS: what this board and build say of themselves. components/modules/node.c. */
import { CHIP_FACTS } from "./chip_models";
import type { AnyFunction, Chip, World } from "./contract";
import { checkString } from "./arguments";
import type { Spiffs } from "./spiffs";
import { unmodelled } from "./unmodelled";

const LFS_BYTES = 65536;

const DEFAULT_MODULES = [
  "file",
  "gpio",
  "http",
  "i2c",
  "net",
  "node",
  "ow",
  "pipe",
  "tmr",
  "uart",
  "wifi",
];

const GROUPS: Record<string, Record<string, unknown>> = {
  default: {},
  lfs: { lfs_size: LFS_BYTES, lfs_base: 0, lfs_mapped: 0, lfs_used: 0 },
  hw: {
    chip_major_rev: 3,
    chip_minor_rev: 0,
    flash_size: 4096,
    flash_id: 1458200,
  },
  sw_version: {
    node_version: "0.0.0 (simulated)",
    node_version_major: 0,
    node_version_minor: 0,
    node_version_revision: 0,
    git_branch: "dev-esp32",
    git_commit_id: "7c5bb151",
    git_release: "",
    git_commit_dts: "2024-10-24",
  },
  build_config: {
    ssl: false,
    lfs_size: LFS_BYTES,
    number_type: "float",
  },
};

function moduleNames(world: World): string {
  const names: string[] = [];
  for (const name of DEFAULT_MODULES) names.push(name);
  for (const name of world.modules) names.push(name);
  table.sort(names);
  return table.concat(names, ",");
}

/** What depends on the chip and on the build's options. */
function addChip({ world }: Chip, group: string, answer: Record<string, unknown>): void {
  const facts = CHIP_FACTS[world.chipModel];
  if (group === "hw") {
    answer["chip_model"] = world.chipModel;
    answer["chip_features"] = facts.features;
    answer["cpu_cores"] = facts.cores;
  }
  if (group === "build_config") {
    answer["modules"] = moduleNames(world);
    answer["esp_console"] = world.console.kind === "usb" ? facts.usbConsole : "uart";
  }
}

export function createNodeInfo(chip: Chip): typeof node.info {
  const info = (group?: string): any => {
    const answer: Record<string, unknown> = {};
    if (group === undefined) return answer;
    const name = checkString(group, 1, "info");
    const fields = GROUPS[name] as Record<string, unknown> | undefined;
    if (fields === undefined) return chip.argumentError(1, "info", `invalid option '${name}'`);
    for (const [key, value] of pairs(fields)) answer[key] = value;
    addChip(chip, name, answer);
    return answer;
  };
  return info;
}

/** Nothing is ever in the flash store of this board. */
export const flashIndex: AnyFunction = () => undefined;

export function createLfs(chip: Chip, spiffs: Spiffs): typeof node.LFS {
  return {
    get: flashIndex,
    list: () => undefined,
    reload: (imageName) => {
      const name = checkString(imageName, 1, "reload");
      // The firmware's words for a missing file too.
      if (spiffs.read(name) === undefined) return "No LFS partition allocated";
      return unmodelled(chip, "node.LFS.reload of an image")();
    },
    config: { lfs_mapped: 0, lfs_base: 0, lfs_size: LFS_BYTES, lfs_used: 0 },
    time: undefined,
  };
}

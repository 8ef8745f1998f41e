/** What a boot puts together, and the boot command. Sources: lua-5.3/lua.c (pmain), user_main.c. */
import { createKernel, type Kernel, type KernelOptions } from "./chip";
import { bootText } from "./boot_text";
import { createConsole } from "./console";
import type { Lan, Level } from "./contract";
import { createCrypto } from "./crypto";
import { createEncoder } from "./encoder";
import { createFile } from "./file";
import { createGpio } from "./gpio";
import { createHttp } from "./http";
import { createI2c } from "./i2c";
import { createIo } from "./io";
import { createLuaEnvironment, type LuaEnvironment } from "./lua_environment";
import { callWithHandler, typeOf, type Multi } from "./native";
import { createNet } from "./net";
import type { NetContext } from "./net_sockets";
import { createNode, type BootReason } from "./node";
import { createSleeping, type WakingPins } from "./node_sleep";
import type { OptionalModule } from "./optional_modules";
import { createOw } from "./ow";
import { createPipe } from "./pipe";
import { traceback } from "./position";
import { createQrcodegen } from "./qrcodegen";
import { createRtcmem } from "./rtcmem";
import { createSjson } from "./sjson";
import { createSodium } from "./sodium";
import { createSpiffs } from "./spiffs";
import { createTime } from "./time";
import { createTmr } from "./tmr";
import { createUart } from "./uart";
import { createWifi } from "./wifi";

const BANNER =
  "\nNodeMCU 0.0.0 (simulated) build 2024-10-24 powered by Lua 5.3.5 [5.3-int32-singlefp] on IDF v5.1.3\n";
const BOOT_FILE = "init.lua";

type CreateModule = (kernel: Kernel, net: NetContext) => object;

const OPTIONAL: Record<OptionalModule, CreateModule> = {
  crypto: createCrypto,
  encoder: createEncoder,
  qrcodegen: createQrcodegen,
  rtcmem: createRtcmem,
  sjson: createSjson,
  sodium: createSodium,
  time: createTime,
};

/** @noSelf */
export interface Board {
  readonly kernel: Kernel;
  readonly environment: LuaEnvironment;
  readonly lan: Lan;
  /** Banner, boot command, and the first prompt for the pump. */
  start(): void;
  /** A console line, with all tasks before and after it. */
  execute(code: string): string | undefined;
  /** Bytes come to the console over the wire. */
  type(bytes: string): void;
}

export interface BoardOptions extends KernelOptions {
  readonly reason: BootReason;
}

export function createBoard(options: BoardOptions): Board {
  const kernel = createKernel(options);
  const spiffs = createSpiffs(kernel);
  const console = createConsole(kernel);
  const io = createIo(kernel, spiffs, console);
  const environment = createLuaEnvironment(kernel, spiffs, console, io);
  console.attach(environment.globals, environment.loader);

  environment.addModule("file", createFile(kernel, spiffs, console));
  environment.addModule("tmr", createTmr(kernel));
  environment.addModule("uart", createUart(kernel, console));
  const wakingPins: WakingPins = new LuaTable<number, Level>();
  environment.addModule("gpio", createGpio(kernel, wakingPins));
  environment.addModule("i2c", createI2c(kernel));
  environment.addModule("ow", createOw(kernel));
  environment.addModule("pipe", createPipe(kernel));
  const wifiParts = createWifi(kernel);
  const sleeping = createSleeping(kernel, wakingPins, wifiParts.started);
  environment.addModule(
    "node",
    createNode(kernel, spiffs, console, environment.loader, options.reason, sleeping),
  );
  environment.addModule("wifi", wifiParts.module);
  const netParts = createNet(kernel, wifiParts.radio);
  environment.addModule("net", netParts.module);
  environment.addModule("http", createHttp(kernel, netParts.context));
  for (const name of kernel.world.modules) {
    environment.addModule(name, OPTIONAL[name](kernel, netParts.context));
  }

  function print(text: unknown): void {
    (environment.globals["print"] as Multi)(text);
  }

  /** An error in the boot command is printed, and the prompt comes all the same: no restart. */
  function runBootFile(): void {
    const [chunk, problem] = environment.loader.chunkOf(BOOT_FILE);
    if (chunk === undefined) {
      print(problem);
      return;
    }
    const [ok, error] = callWithHandler(chunk, (thrown: unknown) =>
      typeOf(thrown) === "string" && !kernel.isDown() ? traceback(thrown as string) : thrown,
    );
    kernel.checkDown();
    if (ok !== true) print(error);
  }

  return {
    kernel,
    environment,
    lan: netParts.lan,
    start: () => {
      console.greet();
      kernel.guard(() => {
        if (kernel.world.console.bootText) {
          console.write(bootText(kernel.world.chipModel, options.reason));
        }
        console.write(BANNER);
        runBootFile();
      });
    },
    type: console.arrive,
    execute: (code) => {
      let problem: string | undefined;
      kernel.pump();
      kernel.guard(() => {
        problem = console.run(code);
      });
      kernel.pump();
      return problem;
    },
  };
}

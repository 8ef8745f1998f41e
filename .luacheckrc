-- Generated Lua must use nothing but what every Lua has, and the firmware's modules.
std = "min"
max_line_length = false
self = false

read_globals = { "file", "gpio", "net", "node", "tmr", "uart", "wifi", "crypto", "encoder", "qrcodegen", "sjson", "sodium" }

-- What the compiler makes: names of its own that are unused (21x) or there twice (411), and `until true` after a switch that
-- always returns (511).
files["lua-out"] = { ignore = { "21./____", "411/____", "213/____", "212/_.*", "511" } }
files["spec"] = { std = "min+busted", read_globals = { "deviceHeap" } }
-- On the Lua of tools/lua32, without its hook.
files["bench"] = { std = "lua53", read_globals = { "deviceHeap" }, globals = { "debug" } }
-- The board's own: they make a stand-in for file, and globals that each console line can see.
files["tools/board"] = { std = "lua53", globals = { "U", "file", "uart", "_PROMPT", "_PROMPT2", "__nmtread" } }
for _, name in ipairs({ "firmware_spec", "firmware_runner_spec", "firmware_world", "firmware" }) do
  files["spec/" .. name .. ".lua"] = { std = "max+busted" }
end
-- Runs on the device too, and does there what a program should not.
files["spec/firmware/"] = {
  std = "max",
  globals = { "file", "gpio", "http", "i2c", "net", "node", "ow", "pipe", "tmr", "uart", "wifi", "unpack", "loadstring" },
  ignore = { "111", "112", "113", "121", "122", "142", "143" },
}

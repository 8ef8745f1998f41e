package.path = "build/?.lua;" .. package.path

local testbed = require("sim.testbed")

local SERIAL = { kind = "uart", baud = 115200, bootText = false }
local USB = { kind = "usb", baud = 0, bootText = false }
local BYTES_PER_MS = 11

--- What the console showed since the last look.
local function watch(bed)
  local seen = #bed.console()
  return function()
    local text = bed.console():sub(seen + 1)
    seen = seen + #text
    return text
  end
end

--- A device behind its first prompt, what it shows from then on, and typing with time for each byte.
local function start(options)
  if type(options) == "string" then options = { files = { ["init.lua"] = options } } end
  local bed = testbed.create(options or {})
  bed.advance(1000)
  local shown = watch(bed)
  shown()
  local function type_(bytes)
    for at = 1, #bytes do
      bed.type_(bytes:sub(at, at))
      bed.advance(at % BYTES_PER_MS == 0 and 1 or 0)
    end
    bed.advance(20)
    return shown()
  end
  return bed, type_, shown
end

local function answer(bytes)
  local _, type_ = start()
  return type_(bytes)
end

describe("typing at the console", function()
  it("echoes each character at once, and runs nothing before the end of the line", function()
    local _, type_ = start()
    assert.equal("pri", type_("pri"))
    assert.equal("nt(1)\n1\n> ", type_("nt(1)\n"))
  end)

  it("takes CR, LF and both as one end, echoed as LF", function()
    assert.equal("x=1\n> ", answer("x=1\r"))
    assert.equal("x=1\n> ", answer("x=1\n"))
    assert.equal("x=1\n> ", answer("x=1\r\n"))
    assert.equal("x=1\n> ", answer("x=1\n\r"))
  end)

  it("swallows every other end after one until text comes", function()
    assert.equal("x=1\n> ", answer("x=1\r\n\n"))
    assert.equal("x=1\n> \n> ", answer("x=1\n\n"))
    assert.equal("x=1\n> \n> ", answer("x=1\r\r"))
    assert.equal("x=1\n> y=1\n> ", answer("x=1\r\ny=1\n"))
    -- A backspace is no text.
    assert.equal("x=1\n> ", answer("x=1\r\b\n"))
  end)

  it("answers an empty line with the prompt, and a blank one by running it", function()
    assert.equal("\n> ", answer("\n"))
    assert.equal(" \n> ", answer(" \n"))
  end)

  it("rubs out with backspace and DEL, and never beyond the line's start", function()
    assert.equal("=12\b \b3\n13\n> ", answer("=12\b3\n"))
    assert.equal("=12\b \b3\n13\n> ", answer("=12" .. string.char(127) .. "3\n"))
    assert.equal("=7\n7\n> ", answer("\b\b=7\n"))
    assert.equal("a\b \b\n> ", answer("a\b\n"))
  end)

  it("gives control characters to the line as they are", function()
    local _, type_ = start()
    assert.matches("^\3\4\nLua error: \tstdin:1:", type_("\3\4\n"))
  end)

  it("runs a line of 255 characters", function()
    local line = "=#'" .. ("x"):rep(251) .. "'"
    assert.equal(255, #line)
    assert.equal(line .. "\n251\n> ", answer(line .. "\n"))
  end)

  it("throws 255 characters away with the 256th, and runs what comes from there on", function()
    local head = ("x"):rep(255)
    assert.equal(head .. "=5\n5\n> ", answer(head .. "=5\n"))
    assert.equal(head .. head .. "=6\n6\n> ", answer(head .. head .. "=6\n"))
    -- The 256th alone is what is left of the first 256.
    assert.equal(head .. "y=\n>> ", answer(head .. "y=\n"))
  end)

  it("has an echo that uart.setup switches off and on", function()
    local _, type_ = start()
    assert.equal("uart.setup(0,115200,8,0,1,0)\n> ", type_("uart.setup(0,115200,8,0,1,0)\n"))
    assert.equal("2\n> ", type_("=1+1\b1\n"))
    assert.equal("> ", type_("uart.setup(0,115200,8,0,1)\n"))
    assert.equal("> ", type_("uart.setup(0,115200,8,0,1,1)\n"))
    assert.equal("=3\n3\n> ", type_("=3\n"))
  end)
end)

describe("lines of the console", function()
  it("print what an expression behind = is worth, and nothing of other statements", function()
    assert.equal("=1+1\n2\n> ", answer("=1+1\n"))
    assert.equal("=1,nil,'a'\n1\tnil\ta\n> ", answer("=1,nil,'a'\n"))
    assert.equal("x=2\n> ", answer("x=2\n"))
    assert.matches("^1%+1\nLua error: \tstdin:1: .-\n> $", answer("1+1\n"))
  end)

  it("are chunks of their own, whose locals end with them", function()
    local _, type_ = start()
    assert.equal("local x=1 y=2\n> ", type_("local x=1 y=2\n"))
    assert.equal("=x,y\nnil\t2\n> ", type_("=x,y\n"))
  end)

  it("go on after another prompt while a statement is not complete", function()
    local _, type_ = start()
    assert.equal("for i=1,2 do\n>> ", type_("for i=1,2 do\n"))
    assert.equal("\n>> ", type_("\n"))
    assert.equal("=i\n>> ", (type_("=i\n"):gsub("^=i\nLua error.*> $", "=i\n>> ")))
  end)

  it("run together when the statement is complete", function()
    local _, type_ = start()
    type_("for i=1,2 do\n")
    assert.equal("print(i)\n>> ", type_("print(i)\n"))
    assert.equal("end\n1\n2\n> ", type_("end\n"))
    assert.equal("=(1\n>> ", type_("=(1\n"))
    assert.equal("+2)\n3\n> ", type_("+2)\n"))
  end)

  it("tell an error with its traceback, and go on", function()
    local _, type_ = start()
    assert.matches("^error%('oh'%)\nLua error: \tstdin:1: oh\nstack traceback:\n.*\n> $", type_("error('oh')\n"))
    assert.matches("^error%({}%)\nLua error: \ttable: [%w: ]+\n> $", type_("error({})\n"))
    assert.equal("error()\nnil\n> ", type_("error()\n"))
    assert.matches("^x=\nLua error: \tstdin:1: .* near .*\n> $", (type_("x=]\n"):gsub("^x=]", "x=")))
    assert.equal("=4\n4\n> ", type_("=4\n"))
  end)

  it("have the prompts that the program chose", function()
    local _, type_ = start()
    assert.equal("_PROMPT='\\r\\n$ ' _PROMPT2='... '\n\r\n$ ", type_("_PROMPT='\\r\\n$ ' _PROMPT2='... '\n"))
    assert.equal("\n\r\n$ ", type_("\n"))
    assert.equal("do\n... ", type_("do\n"))
    assert.equal("end\n\r\n$ ", type_("end\n"))
    assert.equal("_PROMPT={}\n> ", type_("_PROMPT={}\n"))
  end)

  it("print by the program's own print, and say so when that fails", function()
    local _, type_ = start()
    assert.equal("print=error\n> ", type_("print=error\n"))
    assert.matches("^=1\nerror calling 'print' %(.*1%)\n> $", type_("=1\n"))
  end)

  it("come first after init.lua, with a prompt of their own", function()
    local bed = testbed.create({ files = { ["init.lua"] = "print('init')" } })
    assert.matches("init\n> $", bed.console())
  end)
end)

describe("the order of things at the console", function()
  it("echoes what comes while Lua is busy before it runs any of it", function()
    local bed, _, shown = start()
    bed.type_("print(1)\nprint(2)\n")
    bed.advance(0)
    assert.equal("print(1)\nprint(2)\n1\n> 2\n> ", shown())
  end)

  it("runs one line a task: other LOW tasks come between", function()
    local bed, type_, shown = start()
    type_("function low() node.task.post(0, function() print('low') end) end\n")
    bed.type_("low()\n=1\n=2\n")
    bed.advance(0)
    -- The reader posts itself behind what the first line posted.
    assert.equal("low()\n=1\n=2\n> low\n1\n> 2\n> ", shown())
  end)

  it("keeps input until init.lua has ended", function()
    local bed = testbed.create({ boot = false, files = { ["init.lua"] = "file.format() print('done')" } })
    bed.device.world.clock.after(1000, function() bed.type_("=1\n") end)
    bed.device.boot()
    assert.matches("format done%.\ndone\n=1\n> 1\n> $", bed.console())
  end)

  it("loses what comes while the chip boots", function()
    local bed, type_, shown = start()
    bed.type_("node.restart()\n")
    bed.advance(100)
    bed.type_("=1\n")
    bed.advance(1000)
    assert.is_nil(shown():find("=1", 1, true))
    assert.equal("=2\n2\n> ", type_("=2\n"))
  end)
end)

describe("bytes for a device that is busy", function()
  local FITS = 100 + 1 + 256 + 128
  local FIFO = 128

  local function echoed(count, options)
    local bed, _, shown = start(options)
    bed.type_(("x"):rep(count))
    bed.advance(0)
    return #shown()
  end

  it("wait in the task queue, in the console task's hand, in the ring and in the FIFO", function()
    assert.equal(100, echoed(100))
    assert.equal(101, echoed(101))
    assert.equal(FITS, echoed(FITS))
  end)

  it("are lost beyond that, with all that the FIFO had", function()
    assert.equal(FITS - FIFO, echoed(FITS + 1))
    assert.equal(FITS, echoed(FITS + 1 + FIFO))
    assert.equal(FITS - FIFO, echoed(FITS + 1 + FIFO + 1))
  end)

  it("keep their order, and go on when other tasks make room", function()
    local bed, _, shown = start()
    bed.global("_G").arrive = function() bed.type_("=n -- " .. ("x"):rep(200) .. "\n") end
    bed.run("n = 0 function count() n = n + 1 end")
    -- All 100 slots are taken when the bytes come.
    bed.run("node.task.post(0, function() for i = 1, 100 do node.task.post(2, count) end arrive() end)")
    assert.matches("^=n %-%- x+\n100\n> $", shown())
  end)

  it("wait at the computer when the console is on USB", function()
    assert.equal(2000, echoed(2000, { chipModel = "esp32s3", console = USB }))
  end)

  it("are lost while the flash is formatted, at the pace of the line", function()
    local function during(count)
      local bed, _, shown = start({ console = SERIAL })
      for at = 1, count do
        bed.device.world.clock.after(10 + math.floor(at / BYTES_PER_MS), function() bed.type_("x") end)
      end
      bed.type_("file.format()\n")
      bed.advance(4000)
      return select(2, shown():gsub("x", ""))
    end
    assert.equal(FITS, during(FITS))
    assert.is_true(during(FITS + 1) < FITS)
  end)
end)

describe("the wire from the console", function()
  local function timeFor(options, code)
    local bed = start(options)
    local before = bed.device.world.clock.nowMs()
    bed.run(code)
    return bed.device.world.clock.nowMs() - before
  end

  it("holds the program up when the FIFO is full", function()
    local function of(count) return ("io.write(('x'):rep(%d))"):format(count) end
    assert.equal(0, timeFor({ console = SERIAL }, of(128)))
    assert.equal(1, timeFor({ console = SERIAL }, of(129)))
    assert.equal(100, timeFor({ console = SERIAL }, of(128 + 1152)))
  end)

  it("drains while the program does other things", function()
    local bed = start({ console = SERIAL })
    bed.run("io.write(('x'):rep(128))")
    bed.advance(12)
    local before = bed.device.world.clock.nowMs()
    bed.run("io.write(('x'):rep(128))")
    assert.equal(before, bed.device.world.clock.nowMs())
  end)

  it("takes no time for USB, nor for who only listens", function()
    local code = "io.write(('x'):rep(5000))"
    assert.equal(0, timeFor({ chipModel = "esp32c3", console = USB }, code))
    assert.equal(0, timeFor(nil, code))
  end)
end)

describe("node.input", function()
  it("runs what ends with a line feed, later, and needs no typing", function()
    local _, type_ = start()
    assert.equal("node.input('=5\\n') print('now')\nnow\n> 5\n> ", type_("node.input('=5\\n') print('now')\n"))
  end)

  it("waits for the line feed, whoever brings it", function()
    local bed, type_, shown = start()
    bed.run("node.input('=6')")
    bed.advance(10)
    assert.equal("", shown())
    -- Typed text goes behind it, with its own end.
    assert.equal("+1\n7\n> ", type_("+1\n"))
  end)

  it("takes 254 bytes and silently drops 255, and an empty text", function()
    local bed, _, shown = start()
    local function input(count) bed.global("node").input("=1--" .. ("x"):rep(count - 5) .. "\n") end
    input(254)
    bed.advance(10)
    assert.equal("1\n> ", shown())
    input(255)
    bed.global("node").input("")
    bed.advance(10)
    assert.equal("", shown())
  end)

  it("raises when no task can be posted, and the console never comes back", function()
    local bed, type_ = start()
    bed.run("for i = 1, 25 do node.task.post(0, function() end) end ok, why = pcall(node.input, '=1\\n')")
    assert.is_false(bed.global("ok"))
    assert.equal("Task queue overflow. Task not posted", bed.global("why"))
    assert.equal("=2\n", type_("=2\n"))
  end)
end)

describe("a full LOW queue", function()
  it("resets the chip when a typed line ends then", function()
    local bed = start()
    bed.global("_G").arrive = function() bed.type_("=1\n") end
    local code = [[
      node.task.post(2, function()
        for i = 1, %d do node.task.post(0, function() end) end
        arrive()
      end)]]
    bed.run(code:format(24))
    assert.equal(0, #bed.events("restart"))
    bed.device.execute(code:format(25))
    assert.matches("^PANIC: unprotected error", bed.events("panic")[1].message)
    assert.equal("panic", bed.events("restart")[1].cause)
  end)
end)

describe("node.output", function()
  it("gets echo and prompt too", function()
    local bed, type_ = start()
    bed.run("chunks = {} node.output(function(chunk) chunks[#chunks + 1] = chunk end, 0)")
    bed.run("chunks = {}")
    assert.equal("", type_("=1\n"))
    assert.equal("=1\n1\n> ", table.concat(bed.global("chunks")))
  end)

  it("gets what uart.write sends to the console", function()
    local bed = start()
    bed.run("text = '' node.output(function(chunk) text = text .. chunk end, 0) uart.write(0, 'a', 98, 'c')")
    bed.advance(0)
    assert.equal("abc", bed.global("text"))
  end)

  it("finds the console closed when it follows another one", function()
    local bed, type_ = start()
    bed.run("node.output(function() end)")
    assert.equal("=1\n1\n> ", type_("=1\n"))
    bed.run("node.output(function() end, 1)")
    assert.equal("", type_("=1\n"))
    bed.run("node.output(nil)")
    assert.equal("=1\n1\n> ", type_("=1\n"))
  end)

  it("says on the console that it overflowed, and drops the rest of the text", function()
    local bed, _, shown = start()
    bed.run("node.output(function() end)")
    shown()
    bed.run("io.write(('x'):rep(127 * 101 + 50))")
    assert.equal(("x"):rep(127 * 100) .. "E: output overflow\n", shown())
  end)

  it("takes the chip down when it overflows with the console closed", function()
    local bed = start()
    bed.run("node.output(function() end, 0)")
    bed.device.execute("io.write(('x'):rep(127 * 100))")
    assert.equal(0, #bed.events("restart"))
    bed.device.execute("io.write(('x'):rep(127 * 101))")
    assert.equal("panic", bed.events("restart")[1].cause)
  end)
end)

describe("uart.on at the console", function()
  --- The chunks that the callback got of what was typed, and what the console showed of it.
  local function heard(setup, bytes)
    local bed, type_, shown = start()
    bed.run("got = {} function hear(data) got[#got + 1] = data end " .. setup)
    bed.advance(0)
    shown()
    local echo = type_(bytes)
    return table.concat(bed.global("got"), "|"), echo, bed, type_
  end

  it("never calls back without uart.start(0), which says false", function()
    assert.equal("", (heard("uart.on(0, 'data', 0, hear, 0)", "abc\n")))
    local bed = start()
    bed.run("answer = uart.start(0)")
    assert.is_false(bed.global("answer"))
  end)

  it("leaves the console deaf then", function()
    local got, echo, _, type_ = heard("uart.on(0, 'data', 0, hear, 0)", "=1\n")
    assert.equal("", got)
    assert.equal("", echo)
    assert.equal("", type_("uart.on('data')\n"))
  end)

  it("gives every byte by itself for 0, and for neither", function()
    assert.equal("a|b|\n", (heard("uart.start(0) uart.on(0, 'data', 0, hear, 0)", "ab\n")))
    assert.equal("a|b|\n", (heard("uart.start(0) uart.on('data', hear, 0)", "ab\n")))
  end)

  it("gives so many bytes at a time", function()
    assert.equal("abc|def", (heard("uart.start(0) uart.on(0, 'data', 3, hear, 0)", "abcdefgh")))
  end)

  it("gives all up to an end character, and no more than 256", function()
    assert.equal("ab\n|\n|cd\n", (heard("uart.start(0) uart.on(0, 'data', '\\n', hear, 0)", "ab\n\ncd\nef")))
    local line = ("x"):rep(256)
    assert.equal(line .. "|\n", (heard("uart.start(0) uart.on(0, 'data', '\\n', hear, 0)", line .. "\n")))
    local shorter = ("x"):rep(255)
    assert.equal(shorter .. "\n", (heard("uart.start(0) uart.on(0, 'data', '\\n', hear, 0)", shorter .. "\n")))
  end)

  it("lets the interpreter have the bytes too, unless told 0", function()
    local got, echo = heard("uart.start(0) uart.on(0, 'data', '\\n', hear)", "=1\n")
    assert.equal("=1\n", got)
    assert.equal("=1\n1\n> ", echo)
    got, echo = heard("uart.start(0) uart.on(0, 'data', '\\n', hear, 1)", "=1\n")
    assert.equal("=1\n", got)
    assert.equal("=1\n1\n> ", echo)
    got, echo = heard("uart.start(0) uart.on(0, 'data', '\\n', hear, 0)", "=1\n")
    assert.equal("=1\n", got)
    assert.equal("", echo)
  end)

  it("gives the interpreter its input back without a function", function()
    local _, _, bed, type_ = heard("uart.start(0) uart.on(0, 'data', 0, hear, 0)", "x")
    bed.run("uart.on(0, 'data')")
    assert.equal("=1\n1\n> ", type_("=1\n"))
    assert.equal("x", table.concat(bed.global("got")))
  end)

  it("calls back no more after uart.stop(0)", function()
    local _, _, bed, type_ = heard("uart.start(0) uart.on(0, 'data', 0, hear, 0)", "x")
    bed.run("uart.stop(0)")
    type_("y")
    assert.equal("x", table.concat(bed.global("got")))
  end)

  it("takes lengths up to 255 and ends of one character", function()
    local bed = start()
    bed.run("ok = pcall(uart.on, 0, 'data', 255, print)")
    assert.is_true(bed.global("ok"))
    for _, bad in ipairs({ "256", "-1", "'ab'", "''" }) do
      bed.run("ok, why = pcall(uart.on, 0, 'data', " .. bad .. ", print)")
      assert.is_false(bed.global("ok"))
      assert.matches("wrong arg range$", bed.global("why"))
    end
    bed.run("ok, why = pcall(uart.on, 0, 'date', print)")
    assert.matches("method not supported$", bed.global("why"))
    bed.run("ok, why = pcall(uart.on, 3, 'data', print)")
    assert.matches("uart 3 does not exist$", bed.global("why"))
  end)

  it("reports an error in the callback, which restarts the chip", function()
    local _, echo, bed = heard("uart.start(0) uart.on(0, 'data', 0, function() error('oh') end, 0)", "x")
    assert.matches("oh\nstack traceback:", echo)
    bed.advance(3000)
    assert.equal("error", bed.events("restart")[1].cause)
  end)
end)

describe("chips", function()
  local function ask(options, code)
    local bed = start(options)
    bed.run("answer = " .. code)
    return bed.global("answer"), bed
  end

  it("tell their model, and the classic one its id", function()
    assert.equal("0x240ac40a1b2c", (ask(nil, "node.chipid()")))
    assert.equal("esp32", (ask(nil, "node.chipmodel()")))
    assert.equal("esp32", (ask(nil, "node.info('hw').chip_model")))
    for _, model in ipairs({ "esp32s2", "esp32s3", "esp32c3", "esp32c6" }) do
      assert.is_nil((ask({ chipModel = model }, "node.chipid")))
      assert.equal(model, (ask({ chipModel = model }, "node.chipmodel()")))
      assert.equal(model, (ask({ chipModel = model }, "node.info('hw').chip_model")))
    end
    assert.equal(1, (ask({ chipModel = "esp32c3" }, "node.info('hw').cpu_cores")))
  end)

  it("name their console", function()
    local function consoleOf(options) return (ask(options, "node.info('build_config').esp_console")) end
    assert.equal("uart", consoleOf())
    assert.equal("uart", consoleOf({ chipModel = "esp32s3" }))
    assert.equal("usb_serial_jtag", consoleOf({ chipModel = "esp32s3", console = USB }))
    assert.equal("usb_serial_jtag", consoleOf({ chipModel = "esp32c3", console = USB }))
    assert.equal("usb_serial_jtag", consoleOf({ chipModel = "esp32c6", console = USB }))
    assert.equal("usb_cdc", consoleOf({ chipModel = "esp32s2", console = USB }))
  end)

  it("have two or three UARTs", function()
    assert.is_true((ask(nil, "pcall(uart.write, 2, 'x')")))
    assert.is_false((ask(nil, "pcall(uart.write, 3, 'x')")))
    assert.is_true((ask({ chipModel = "esp32c3" }, "pcall(uart.write, 1, 'x')")))
    assert.is_false((ask({ chipModel = "esp32c3" }, "pcall(uart.write, 2, 'x')")))
  end)
end)

describe("a console on USB", function()
  local function usb() return start({ chipModel = "esp32s3", console = USB }) end

  it("is a console like another", function()
    local _, type_ = usb()
    assert.equal("=1\n1\n> ", type_("=1\n"))
  end)

  it("does not show what uart.write sends to UART 0", function()
    local bed, type_ = usb()
    assert.equal("uart.write(0,'x') print('y')\ny\n> ", type_("uart.write(0,'x') print('y')\n"))
    assert.matches("UART0 is not modelled", table.concat(bed.notes, "\n"))
  end)

  it("is not heard or muted by uart.on with an id", function()
    local bed, type_ = usb()
    bed.run("started = uart.start(0) uart.on(0, 'data', 0, function() heard = true end, 0)")
    assert.is_true(bed.global("started"))
    assert.equal("=1\n1\n> ", type_("=1\n"))
    assert.is_nil(bed.global("heard"))
  end)

  it("has an echo that uart.setup does not reach", function()
    local _, type_ = usb()
    assert.matches("table expected", type_("uart.setup(0,115200,8,0,1,0)\n"))
  end)

  it("has no number for uart.on to fall back on", function()
    local bed = usb()
    bed.device.execute("uart.on('data', print)")
    assert.equal("panic", bed.events("restart")[1].cause)
  end)
end)

describe("the text before the banner", function()
  local function bootOf(options)
    options.console = { kind = "uart", baud = 0, bootText = true }
    return testbed.create(options)
  end

  it("is the ROM's and the bootloader's, then an empty line", function()
    local bed = bootOf({})
    assert.matches("^ets Jul 29 2019 12:21:46\r\n\r\nrst:0x1 %(POWERON_RESET%)", bed.console())
    assert.matches("\n\n\nNodeMCU .- powered by Lua 5%.3.-\n.*> $", bed.console())
  end)

  it("comes again at a restart, with its reason", function()
    local bed = bootOf({})
    local shown = watch(bed)
    bed.device.execute("node.restart()")
    bed.advance(1000)
    assert.matches("^ets Jul 29 2019 12:21:46\r\n\r\nrst:0xc %(SW_CPU_RESET%).*\nNodeMCU .*> $", shown())
  end)

  it("is each chip's own", function()
    for _, model in ipairs({ "esp32s2", "esp32s3", "esp32c3", "esp32c6" }) do
      assert.matches("^ESP%-ROM:" .. model, bootOf({ chipModel = model }).console())
    end
  end)

  it("takes its time on a wire", function()
    local bed = testbed.create({ console = { kind = "uart", baud = 115200, bootText = true } })
    local bytes = #bed.console()
    assert.is_true(bed.device.world.clock.nowMs() >= math.floor((bytes - 128 - 200) / 11.52))
  end)

  it("is not there for who only listens", function()
    assert.matches("^\nNodeMCU ", testbed.create({}).console())
  end)
end)

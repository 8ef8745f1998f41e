package.path = "build/?.lua;" .. package.path

local createDevice = require("sim.device").createDevice
local createMemoryFlash = require("sim.flash").createMemoryFlash
local createMemoryStore = require("sim.store").createMemoryStore

local nobody = {
  onDatagram = function() end,
  onConnect = function() end,
  onListen = function() end,
  onDown = function() end,
}

--- A device whose flash holds these files; `files` may be the text of init.lua.
local function boot(files)
  if type(files) == "string" then files = { ["init.lua"] = files } end
  local seen = { console = "", notes = "", events = {}, flash = createMemoryFlash(files) }
  local device = createDevice({
    flash = seen.flash,
    store = createMemoryStore(),
    lanListener = nobody,
    onTrace = function(event) table.insert(seen.events, event) end,
    onConsole = function(bytes) seen.console = seen.console .. bytes end,
    onNote = function(text) seen.notes = seen.notes .. text .. "\n" end,
  })
  device.boot()
  return device, seen
end

local function causes(seen)
  local list = {}
  for _, event in ipairs(seen.events) do
    if event.event == "restart" then table.insert(list, event.cause) end
  end
  return table.concat(list, " ")
end

local function eventOf(seen, name)
  for _, event in ipairs(seen.events) do
    if event.event == name then return event end
  end
end

local function says(seen, text)
  return seen.console:find(text, 1, true) ~= nil
end

--- What the program left in its global `out`.
local function run(code)
  local device = boot("out = {} local function add(...) out[#out + 1] = ... end\n" .. code)
  device.advance(0)
  return device.globals().out, device
end

describe("the chip's life", function()
  it("runs init.lua before any task", function()
    local out = run([[
      node.task.post(node.task.HIGH_PRIORITY, function() add("task") end)
      add("init")
    ]])
    assert.same({ "init", "task" }, out)
  end)

  it("prints an error of init.lua with a traceback and does not restart", function()
    local device, seen = boot("local x\nx.y = 1")
    device.advance(10000)
    assert.is_true(says(seen, "init.lua:2: attempt to index"))
    assert.is_true(says(seen, "stack traceback:\n\tinit.lua:2: in main chunk\n> "))
    assert.equal("", causes(seen))
  end)

  it("says so when init.lua is missing", function()
    local _, seen = boot({})
    assert.is_true(says(seen, "cannot open init.lua: No such file or directory\n> "))
  end)

  it("restarts two seconds after an uncaught error in a callback and runs on until then", function()
    local device, seen = boot([[
      ticks = 0
      tmr.create():alarm(500, tmr.ALARM_AUTO, function() ticks = ticks + 1 end)
      node.task.post(function() error("oh") end)
    ]])
    assert.is_true(says(seen, "init.lua:3: oh\nstack traceback:\n\t[C]: in function 'error'"))
    assert.matches("init.lua:3: oh", eventOf(seen, "panic").message)
    device.advance(1999)
    assert.equal("", causes(seen))
    assert.equal(3, device.globals().ticks)
    device.advance(1)
    assert.equal("error", causes(seen))
    assert.is_nil(device.lan())
    assert.equal(1, device.bootCount())
    device.advance(300)
    assert.equal(2, device.bootCount())
  end)

  it("leaves errors to the program's own handler, without a restart", function()
    local device, seen = boot([[
      node.setonerror(function(e) caught = e end)
      node.task.post(function() error({ code = 7 }) end)
    ]])
    device.advance(5000)
    assert.equal(7, device.globals().caught.code)
    assert.equal("", causes(seen))
  end)

  it("still restarts when the handler comes after the first error", function()
    local device, seen = boot([[
      node.task.post(function() error("first") end)
      tmr.create():alarm(1000, 0, function() node.setonerror(function() end) end)
    ]])
    device.advance(2000)
    assert.equal("error", causes(seen))
  end)

  it("loops in a handler that raises until the watchdog bites", function()
    local _, seen = boot([[
      node.setonerror(function() error("again") end)
      node.task.post(function() error("first") end)
    ]])
    assert.equal("watchdog", causes(seen))
  end)

  it("loses an error silently when `debug` is shadowed", function()
    local device, seen = boot("debug = {} node.task.post(function() error('lost') end)")
    device.advance(5000)
    assert.is_false(says(seen, "lost"))
    assert.equal("", causes(seen))
  end)

  it("restarts at once on node.restart, which pcall can't catch", function()
    local device, seen = boot("if node.bootreason() == 1 then pcall(node.restart) after = true end")
    assert.equal("restart", causes(seen))
    assert.is_nil(eventOf(seen, "panic"))
    assert.is_nil(device.globals().after)
    device.advance(300)
    assert.equal(2, device.bootCount())
  end)

  it("drops the timers of the boot before", function()
    local device = boot([[
      if not file.exists("mark") then
        tmr.create():alarm(1000, 0, function() node.restart() end)
        io.open("mark", "w"):close()
      end
    ]])
    device.advance(300)
    device.powerCycle()
    device.advance(5000)
    assert.equal(2, device.bootCount())
  end)

  it("tells the program why it booted", function()
    local device = boot("raw, extended, panics = node.bootreason()")
    assert.equal(8, device.globals().extended)
    device.execute("math.abs = print")
    device.advance(300)
    local globals = device.globals()
    assert.same({ 2, 19, 1 }, { globals.raw, globals.extended, globals.panics })
    device.powerCycle()
    assert.is_nil(device.globals().panics)
  end)

  it("reports the heap after boot and every ten seconds", function()
    local device, seen = boot("")
    device.advance(20000)
    local times = {}
    for _, event in ipairs(seen.events) do
      if event.event == "heap" then table.insert(times, event.atMs) end
    end
    assert.same({ 0, 10000, 20000 }, times)
  end)
end)

describe("the watchdog", function()
  local function bites(code)
    local device, seen = boot(code)
    device.advance(0)
    return causes(seen) == "watchdog"
  end

  it("ends an endless loop", function()
    assert.is_true(bites("while true do end"))
  end)

  it("can't be caught by pcall in a loop", function()
    assert.is_true(bites("while true do pcall(function() while true do end end) end"))
  end)

  it("can't be caught by xpcall with a handler of its own", function()
    assert.is_true(bites("while true do xpcall(function() while true do end end, function() end) end"))
  end)

  it("sees into coroutines", function()
    assert.is_true(bites("while true do coroutine.resume(coroutine.create(function() while true do end end)) end"))
  end)

  it("bites when a task posts itself for ever", function()
    assert.is_true(bites("local function again() node.task.post(again) end again()"))
  end)

  it("is fed by the idle task between callbacks", function()
    local device, seen = boot([[
      tmr.create():alarm(1000, tmr.ALARM_AUTO, function() for _ = 1, 1e6 do end end)
    ]])
    device.advance(15000)
    assert.equal("", causes(seen))
  end)

  it("is fed by tmr.wdclr", function()
    assert.is_false(bites("for _ = 1, 60 do tmr.wdclr() for _ = 1, 1e6 do end end"))
  end)
end)

describe("the C stack", function()
  local nested = "local function deep(n) if n > 0 then pcall(deep, n - 1) end done = n == 0 or done end "

  it("carries eight levels of pcall", function()
    local device, seen = boot(nested .. "deep(8)")
    assert.is_true(device.globals().done)
    assert.equal("", causes(seen))
  end)

  it("overflows in deeper ones and resets the chip", function()
    local _, seen = boot(nested .. "deep(20)")
    assert.equal("panic", causes(seen))
  end)

  it("counts gsub callbacks called as methods", function()
    local _, seen = boot("local function deep() return (('x'):gsub('x', deep)) end deep()")
    assert.equal("panic", causes(seen))
  end)

  it("is free again after errors", function()
    local device, seen = boot("for _ = 1, 100 do pcall(error, 'x') end fine = true")
    assert.is_true(device.globals().fine)
    assert.equal("", causes(seen))
  end)
end)

describe("tasks", function()
  it("run by priority, then in the order of their posting", function()
    local out = run([[
      for _, priority in ipairs({ 0, 1, 2, 0, 1, 2 }) do
        node.task.post(priority, function(given) add(given) end)
      end
    ]])
    assert.same({ 2, 2, 1, 1, 0, 0 }, out)
  end)

  it("raise when the queue is full: 25 low, 125 medium, 100 high", function()
    -- The first prompt waits in the low queue.
    for priority, slots in pairs({ [0] = 24, [1] = 125, [2] = 100 }) do
      local device = boot(([[
        count = 0
        repeat
          local ok, why = pcall(node.task.post, %d, function() end)
          if ok then count = count + 1 else problem = why end
        until not ok
      ]]):format(priority))
      assert.equal(slots, device.globals().count)
      assert.equal("Task queue overflow. Task not posted", device.globals().problem)
    end
  end)

  it("refuse other priorities and other things than functions", function()
    local out = run([[
      add((select(2, pcall(node.task.post, 3, print))))
      add((select(2, pcall(node.task.post, 1, "x"))))
    ]])
    assert.same({
      "bad argument #1 to 'post' (invalid  priority)",
      "bad argument #2 to 'post' (invalid function)",
    }, out)
  end)
end)

describe("globals", function()
  it("are an ordinary table in front of read-only memory", function()
    local out = run([[
      add(rawget(_G, "print") == nil)
      add(rawget(_G, "io") == io)
      add(nothing == nil)
      local names = {}
      for name in pairs(_G) do if name ~= "out" then names[#names + 1] = name end end
      table.sort(names)
      add(table.concat(names, " "))
    ]])
    assert.same({ true, true, true, "_G _VERSION io package require" }, out)
  end)

  it("lack what the chip lacks", function()
    local out = run([[
      for _, name in ipairs({ "os", "bit32", "setfenv", "newproxy", "module", "sjson", "crypto", "bit" }) do
        if _G[name] ~= nil then add(name) end
      end
      for _, name in ipairs({ "pow", "log10", "ldexp" }) do if math[name] then add(name) end end
      if table.maxn or package.cpath or package.loadlib then add("more") end
      add((select(2, pcall(io.popen, "ls"))))
    ]])
    assert.same({ "'popen' not supported" }, out)
  end)

  it("may be shadowed: that is how a module is faked", function()
    assert.same({ "fake" }, (run("net = { name = 'fake' } add(net.name)")))
  end)

  it("raise for a new key in a module", function()
    local out = run("add((select(2, pcall(function() net.fake = 1 end))))")
    assert.same({ "init.lua:2: table is Readonly" }, out)
  end)

  it("reset the chip when a module's own key is overwritten", function()
    local _, seen = boot("pcall(function() net.createServer = print end)")
    assert.equal("panic", causes(seen))
    assert.matches("net.createServer", eventOf(seen, "panic").message, 1, true)
  end)

  it("reset the chip when a module gets a metatable", function()
    local _, seen = boot("pcall(setmetatable, string, {})")
    assert.equal("panic", causes(seen))
  end)

  it("list a module by pairs and next, and refuse its length", function()
    local out = run([[
      local found for name in pairs(tmr) do if name == "create" then found = true end end
      add(found)
      add(type(next(tmr)))
      add(type(tmr))
      add((pcall(function() return #tmr end)))
    ]])
    assert.same({ true, "string", "table", false }, out)
  end)

  it("have strings with methods and a format operator", function()
    assert.same({ "AB", "n=5" }, (run("add((('ab'):upper())) add('n=%d' % 5)")))
  end)

  it("leave the host's strings alone", function()
    run("")
    assert.is_false((pcall(function() return "%d" % 5 end)))
    assert.equal(string, getmetatable("").__index)
  end)

  it("start the same random sequence at each boot", function()
    local first = run("add(math.random(1000)) add(math.random())")
    local second = run("add(math.random(1000)) add(math.random())")
    assert.same(first, second)
  end)

  it("say loudly what is not modelled", function()
    local device, seen = boot({
      ["init.lua"] = "ok, why = pcall(node.LFS.reload, 'x.img')",
      ["x.img"] = "x",
    })
    assert.is_false(device.globals().ok)
    assert.equal("node.LFS.reload of an image is not modelled by this simulator", device.globals().why)
    assert.matches("of an image is not modelled", seen.notes)
  end)
end)

describe("require", function()
  it("finds built-in functions and modules before files", function()
    local device = boot({
      ["init.lua"] = "a = require('type') == type b = require('net') == net",
      ["type.lua"] = "return 'file'",
      ["net.lua"] = "return 'file'",
    })
    assert.is_true(device.globals().a)
    assert.is_true(device.globals().b)
  end)

  it("prefers a stale .lc to a newer .lua", function()
    local device = boot({
      ["init.lua"] = "node.compile('m.lua') io.open('m.lua', 'w'):write('return 2'):close() v = require('m')",
      ["m.lua"] = "return 1",
    })
    assert.equal(1, device.globals().v)
  end)

  it("hands the chunk its name and its file, and keeps what it returned", function()
    local device = boot({
      ["init.lua"] = "a = require('x.y') same = require('x.y') == a nothing = require('z')",
      ["x/y.lua"] = "return { ... }",
      ["z.lua"] = "",
    })
    assert.same({ "x.y", "x/y.lua" }, device.globals().a)
    assert.is_true(device.globals().same)
    assert.is_true(device.globals().nothing)
  end)

  it("forgets a module that the program drops from package.loaded", function()
    local device = boot({
      ["init.lua"] = "a = require('m') package.loaded.m = nil b = require('m')",
      ["m.lua"] = "return {}",
    })
    assert.are_not.equal(device.globals().a, device.globals().b)
  end)

  it("lists what it tried", function()
    local out = run("add((select(2, pcall(require, 'no'))))")
    assert.same({
      "module 'no' not found:\n\tno field package.preload['no']\n\tno file 'no.lc'\n\tno file 'no.lua'",
    }, out)
  end)
end)

describe("load", function()
  it("compiles into the device's globals, not the host's", function()
    assert.same({ true }, (run("add(load('return _G')() == _G)")))
  end)

  it("takes an environment", function()
    assert.same({ 5 }, (run("add(load('return x', 'n', 't', { x = 5 })())")))
  end)

  it("does not keep the program alive after a crash in its reader", function()
    local device, seen = boot("load(function() node.restart() end) after = true")
    assert.equal("restart", causes(seen))
    assert.is_nil(device.globals().after)
  end)

  it("says which file is missing", function()
    assert.same(
      { "cannot open no.lua: No such file or directory" },
      (run("add((select(2, pcall(dofile, 'no.lua'))))"))
    )
  end)
end)

describe("timers", function()
  it("cut their interval to ticks of ten milliseconds", function()
    local device = boot("tmr.create():alarm(19, 0, function() fired = true end)")
    device.advance(9)
    assert.is_nil(device.globals().fired)
    device.advance(1)
    assert.is_true(device.globals().fired)
  end)

  it("abort the chip below ten milliseconds", function()
    local _, seen = boot("pcall(function() tmr.create():alarm(9, 0, print) end)")
    assert.equal("abort", causes(seen))
  end)

  it("complain about their arguments", function()
    local out = run([[
      local t = tmr.create()
      local function why(...) add((select(2, pcall(t.alarm, t, ...)))) end
      why(0, 0, print)
      why(6870948, 0, print)
      why(10.5, 0, print)
      why(10, 3, print)
      add((select(2, pcall(t.start, t))))
      add((select(2, pcall(t.start, {}))))
    ]])
    assert.same({
      "bad argument #1 to 'alarm' (Range: 1-6870947)",
      "bad argument #1 to 'alarm' (Range: 1-6870947)",
      "bad argument #1 to 'alarm' (number has no integer representation)",
      "bad argument #2 to 'alarm' (Invalid mode)",
      "timer not registered",
      "bad argument #1 to 'start' (tmr.timer expected, got table)",
    }, out)
  end)

  it("are unregistered before a single alarm's callback runs, so that it may alarm again", function()
    local device = boot([[
      count = 0
      local function again(t)
        state = t:state()
        count = count + 1
        if count < 3 then t:alarm(10, tmr.ALARM_SINGLE, again) end
      end
      tmr.create():alarm(10, tmr.ALARM_SINGLE, again)
    ]])
    device.advance(100)
    assert.equal(3, device.globals().count)
    assert.is_nil(device.globals().state)
  end)

  it("stay registered after a semi-automatic alarm", function()
    local device = boot([[
      count = 0
      t = tmr.create()
      t:alarm(10, tmr.ALARM_SEMI, function() count = count + 1 end)
    ]])
    device.advance(50)
    device.execute("running, mode = t:state() started = t:start()")
    local globals = device.globals()
    assert.same({ false, 2, true }, { globals.running, globals.mode, globals.started })
    device.advance(50)
    assert.equal(2, globals.count)
  end)

  it("fire back to back when the program was busy", function()
    local device = boot([[
      at = {}
      tmr.create():alarm(10, tmr.ALARM_AUTO, function() at[#at + 1] = node.uptime() / 1000 end)
      tmr.create():alarm(20, 0, function() for _ = 1, 3 do tmr.wdclr() end end)
    ]])
    device.advance(60)
    local at = device.globals().at
    assert.same({ 10, 50, 50, 50, 50, 60 }, at)
  end)

  it("live on without a reference while they run", function()
    local device = boot("tmr.create():alarm(1000, 0, function() fired = true end)")
    collectgarbage()
    device.advance(1000)
    assert.is_true(device.globals().fired)
  end)

  it("are collected when they are stopped and forgotten", function()
    local out = run([[
      local seen = setmetatable({}, { __mode = "k" })
      do local t = tmr.create() seen[t] = true t:alarm(1000, 0, function() end) t:stop() end
      collectgarbage() collectgarbage()
      add(next(seen) == nil)
    ]])
    assert.same({ true }, out)
  end)

  it("ignore an expiration that was queued before stop", function()
    local device = boot([[
      t = tmr.create()
      t:alarm(10, 0, function() fired = true end)
      tmr.wdclr()
      t:stop()
    ]])
    device.advance(100)
    assert.is_nil(device.globals().fired)
  end)
end)

describe("files", function()
  it("have names of at most 31 bytes", function()
    local name = ("n"):rep(31)
    local out = run(([[
      local f = io.open("%s", "w") add(f ~= nil) f:close()
      add((select(2, io.open("%sx", "w"))))
    ]]):format(name, name))
    assert.same({ true, name .. "x: File or path name too long" }, out)
  end)

  it("are four at once", function()
    local out = run([[
      local open = {}
      for i = 1, 4 do open[i] = io.open("f" .. i, "w") end
      add(#open)
      add((select(3, io.open("f5", "w"))))
      add(file.exists("init.lua"))
      open[1]:close()
      add(file.exists("init.lua"))
    ]])
    assert.same({ 4, 5, false, true }, out)
  end)

  it("are closed when their handle is collected", function()
    local out = run([[
      for i = 1, 4 do io.open("f" .. i, "w") end
      collectgarbage() collectgarbage()
      add(io.open("f5", "w") ~= nil)
    ]])
    assert.same({ true }, out)
  end)

  it("can't be renamed onto another one", function()
    local out, device = run([[
      io.open("a", "w"):write("A"):close()
      io.open("b", "w"):write("B"):close()
      add(file.rename("a", "b"))
      file.remove("b")
      add(file.rename("a", "b"))
      add(io.open("b"):read("a"))
    ]])
    assert.same({ false, true, "A" }, out)
    assert.is_nil(device.world.flash.read("a"))
  end)

  it("are empty after a crash between open and flush", function()
    local _, seen = boot([[
      if node.bootreason() == 1 then
        io.open("a", "w"):write("old"):close()
        local f = io.open("a", "w")
        f:write("new")
        node.restart()
      end
    ]])
    assert.equal("", seen.flash.read("a"))
  end)

  it("say no when the flash is full", function()
    local out = run([[
      local f = io.open("big", "w")
      local block = ("x"):rep(16384)
      local n, ok, why, number = 0
      repeat ok, why, number = f:write(block) n = n + 1 until not ok
      add(n > 20 and n < 27)
      add(why)
      add(number)
      add(file.fsinfo() < 16384)
    ]])
    assert.same({ true, "No space left on device", 28, true }, out)
  end)

  it("are read by lines, numbers and counts", function()
    local out = run([[
      io.open("a", "w"):write("one\n", 2, " 0x10\nthree"):close()
      local f = io.open("a")
      add(f:read("L")) add(f:read("n")) add(f:read("n")) add(f:read(1)) add(f:read("a"))
      add(f:read("l") == nil)
      add(f:seek("set", 1)) add(f:read(2))
      f:close()
      for line in io.lines("a") do add(line) end
      add((select(2, pcall(f.read, f))))
    ]])
    assert.same({
      "one\n", 2, 16, "\n", "three", true, 1, "ne", "one", "2 0x10", "three",
      "attempt to use a closed file",
    }, out)
  end)

  it("are appended to and updated in place", function()
    local out = run([[
      io.open("a", "w"):write("12345"):close()
      io.open("a", "a"):write("6"):close()
      local f = io.open("a", "r+") f:seek("set", 1) f:write("xx") f:close()
      add(io.open("a"):read("a"))
    ]])
    assert.same({ "1xx456" }, out)
  end)

  it("know their sizes and the space left", function()
    local out = run([[
      file.format()
      io.open("a", "w"):write("12345"):close()
      add(file.list().a)
      add((select(3, file.fsinfo())))
      add((select(2, file.fsinfo())))
      add((select(2, pcall(file.mkdir, "d"))))
    ]])
    assert.same({ 5, 414401, 502, "failed to create directory 'd'; code 134" }, out)
  end)

  it("need no leading slash: that is another name, and listed without it", function()
    local out = run([[
      io.open("/x", "w"):write("123"):close()
      add(file.list().x)
      add(file.exists("x"))
      add(file.exists("/x"))
    ]])
    assert.same({ 0, false, true }, out)
  end)
end)

describe("the console", function()
  it("prints tabs between values and a line feed after them", function()
    local _, seen = boot("print(1, nil, 'x')")
    assert.is_true(says(seen, "1\tnil\tx\n> "))
  end)

  it("runs a line in the program's globals and prints an expression after =", function()
    local device, seen = boot("x = 5")
    assert.is_nil(device.execute("=x, 'y'"))
    assert.is_true(says(seen, "5\ty\n"))
  end)

  it("prints the error of a line and does not restart", function()
    local device, seen = boot("")
    assert.matches("^stdin:1: oh", device.execute("error('oh')"))
    assert.is_true(says(seen, "Lua error: \tstdin:1: oh\nstack traceback:"))
    device.advance(5000)
    assert.equal("", causes(seen))
  end)

  it("takes input from node.input, line by line, unfinished statements too", function()
    local device, seen = boot([[node.input("for i = 1, 2 do\n") node.input("print('row', i) end\n")]])
    device.advance(0)
    assert.is_true(says(seen, ">> row\t1\nrow\t2\n> "))
  end)

  it("is diverted by node.output, in chunks of 127 bytes", function()
    local device, seen = boot([[
      sizes = {}
      node.output(function(chunk) sizes[#sizes + 1] = #chunk end, 0)
      io.write(("x"):rep(200))
    ]])
    local sizes = device.globals().sizes
    assert.same({ 127, 73 }, { sizes[1], sizes[2] })
    assert.is_false(says(seen, "xxx"))
  end)

  it("gets raw bytes from uart.write", function()
    local device, seen = boot("uart.write(0, 'a', 10, 'b') ok, why = pcall(uart.write, 3, 'x')")
    assert.is_true(says(seen, "a\nb"))
    assert.equal("uart 3 does not exist", device.globals().why)
  end)
end)

describe("a chip that went down", function()
  it("leaves no FIN behind when its sockets are collected", function()
    local device = boot([[
      wifi.mode(wifi.SOFTAP)
      wifi.ap.config({ ssid = "x", auth = wifi.AUTH_OPEN })
      wifi.start()
      net.createServer(net.TCP):listen(80, function() end)
    ]])
    device.advance(1000)
    local guest = device.lan().join("02:00:00:00:00:01")
    local finished = false
    device.lan().connect("ap", guest.ip, 1234, 80, {
      onData = function() end,
      onFin = function() finished = true end,
      onReset = function() end,
    })
    device.advance(100)
    device.powerCycle()
    device.advance(1000)
    collectgarbage()
    assert.is_false(finished)
  end)
end)

-- A flash that is full, and power that goes while it is written.
local testbed = require("sim.testbed")

local BLOCK_BYTES = 4096
local PAGE_BYTES = 251
--- 6 blocks, less 2, of 15 pages.
local SMALLEST = 6 * BLOCK_BYTES
local SMALLEST_PAGES = 60

local function boot(files, faults, more)
  local options = more or {}
  options.files, options.faults = files, faults
  local bed = testbed.create(options)
  bed.advance(10)
  return bed
end

local function values(bed, expression)
  bed.run("answers = { " .. expression .. " }")
  return bed.global("answers")
end

local function fill(bed, name, pages)
  bed.run(([[
    local f = io.open(%q, "a")
    f:setvbuf("no")
    for _ = 1, %d do f:write(("x"):rep(%d)) end
    f:close()
  ]]):format(name, pages, PAGE_BYTES))
end

describe("a small flash", function()
  it("has the size that was asked for, and the usual one otherwise", function()
    assert.same({ 61 * PAGE_BYTES, 0, 61 * PAGE_BYTES }, values(boot({}, { flashBytes = SMALLEST }), "file.fsinfo()"))
    assert.equal(1651 * PAGE_BYTES, values(boot({}), "file.fsinfo()")[3])
  end)

  it("writes to its last page, and says no space for one byte more: the file keeps what it had", function()
    local bed = boot({}, { flashBytes = SMALLEST })
    -- One page is the file's index, and each write wants one more than it needs.
    fill(bed, "t", SMALLEST_PAGES - 2)
    local size = (SMALLEST_PAGES - 2) * PAGE_BYTES
    assert.same({ n = 4, nil, "No space left on device", 28, size },
      (function()
        bed.run([[
          local f = io.open("t", "a")
          f:setvbuf("no")
          written, problem, number = f:write("x")
          f:close()
        ]])
        return { n = 4, bed.global("written"), bed.global("problem"), bed.global("number"), #bed.flash.read("t") }
      end)())
  end)

  it("tells of a buffered write when it is flushed or closed", function()
    local bed = boot({}, { flashBytes = SMALLEST })
    fill(bed, "t", SMALLEST_PAGES - 4)
    bed.run([[f = io.open("u", "w"); written = io.type(f:write(("x"):rep(1000)))]])
    assert.equal("file", bed.global("written"))
    assert.same({ nil, "No space left on device", 28 }, values(bed, "f:flush()"))
    assert.same({ true }, values(bed, "f:close()"))
    assert.equal("", bed.flash.read("u"))
  end)

  it("opens no new file without a page, and empties none without two; what was there stays", function()
    local bed = boot({ old = "kept" }, { flashBytes = SMALLEST })
    fill(bed, "t", SMALLEST_PAGES - 2 - 2)
    assert.same({ nil, "old: No space left on device", 28 }, values(bed, 'io.open("old", "w")'))
    assert.equal("kept", bed.flash.read("old"))
    bed.run('io.open("new", "w"):close()')
    assert.same({ nil, "new2: No space left on device", 28 }, values(bed, 'io.open("new2", "w")'))
  end)

  it("still reads, renames and removes, and has room after that", function()
    local bed = boot({ old = "kept" }, { flashBytes = SMALLEST })
    fill(bed, "t", SMALLEST_PAGES - 2 - 2)
    assert.same({ true, "kept" }, values(bed, 'file.rename("old", "older"), io.open("older"):read("*a")'))
    bed.run('file.remove("t")')
    bed.run('f = io.open("older", "w"); f:write("new"); f:close()')
    assert.equal("new", bed.flash.read("older"))
  end)

  it("makes node.compile fail", function()
    local bed = boot({ ["a.lua"] = "return 1" }, { flashBytes = SMALLEST })
    fill(bed, "t", SMALLEST_PAGES - 2 - 2)
    bed.run('_, problem = pcall(node.compile, "a.lua"); problem = problem:gsub("^.-:%d+: ", "")')
    assert.equal("writing to file failed", bed.global("problem"))
  end)
end)

describe("power that goes at a write", function()
  --- What is left of file "t" that the program rewrote, appended to, overwrote …
  local function left(moment, write, code, before)
    local bed = boot({ t = before }, { powerCutAtWrite = write, powerCutMoment = moment })
    pcall(bed.run, code .. " after = true")
    bed.advance(1000)
    assert.equal("power", bed.events("restart")[1].cause)
    assert.is_nil(bed.global("after"))
    assert.same({ 1, 8 }, values(bed, "node.bootreason()"))
    return values(bed, 'file.exists("t") and (select(2, pcall(function() return io.open("t"):read("*a") end)))')[1], bed
  end

  local REWRITE = 'f = io.open("t", "w"); f:write("new"); f:close()'
  local APPEND = 'f = io.open("t", "a"); f:write("+new"); f:close()'

  for _, case in ipairs {
    { "before a file is emptied leaves the old one", "before", 1, REWRITE, "old", "old" },
    { "while a file is emptied leaves one that can't be read", "during", 1, REWRITE, "old", nil },
    { "after a file is emptied leaves it empty", "after", 1, REWRITE, "old", "" },
    { "before a file gets its bytes leaves it empty", "before", 2, REWRITE, "old", "" },
    { "while a file gets its bytes leaves it empty", "during", 2, REWRITE, "old", "" },
    { "after a file got its bytes leaves them", "after", 2, REWRITE, "old", "new" },
    { "before a file is made leaves none", "before", 1, REWRITE, nil, false },
    { "while a file is made leaves none", "during", 1, REWRITE, nil, false },
    { "after a file is made leaves an empty one", "after", 1, REWRITE, nil, "" },
    { "while bytes are added leaves what was there", "during", 1, APPEND, "old", "old" },
    { "after bytes were added leaves them", "after", 1, APPEND, "old", "old+new" },
    { "before a file is removed leaves it", "before", 1, 'file.remove("t")', "old", "old" },
    { "while a file is removed leaves none", "during", 1, 'file.remove("t")', "old", false },
    { "while bytes are written over leaves a file that can't be read", "during", 1,
      'f = io.open("t", "r+"); f:write("n"); f:close()', "old", nil },
    { "while a file is renamed leaves the old name", "during", 1, 'file.rename("t", "u")', "old", "old" },
    { "after a file was renamed leaves the new name", "after", 1, 'file.rename("t", "u")', "old", false },
  } do
    it(case[1], function() assert.equal(case[6], (left(case[2], case[3], case[4], case[5]))) end)
  end

  it("leaves a broken file that says why, keeps its size, and is mended by writing it anew", function()
    local _, bed = left("during", 1, REWRITE, "old")
    assert.same({ nil, "No such file or directory", 2 }, values(bed, 'io.open("t"):read(1)'))
    assert.equal(3, values(bed, "file.list().t")[1])
    assert.same({ nil, "cannot read t: No such file or directory" }, values(bed, 'loadfile("t")'))
    bed.run(REWRITE)
    assert.same({ "new" }, values(bed, 'io.open("t"):read("*a")'))
  end)

  it("happens once, and again when another number asks for it", function()
    local _, bed = left("after", 1, APPEND, "old")
    bed.setAir({}, nil, { powerCutAtWrite = 1, powerCutMoment = "before" })
    bed.run(APPEND)
    bed.setAir({}, nil, { powerCutAtWrite = 2 })
    bed.run(APPEND)
    pcall(bed.run, APPEND)
    assert.equal(2, #bed.events("restart"))
  end)

  it("can't be held up by a pcall, nor by a file that is closed by the collector", function()
    local bed = boot({}, { powerCutAtWrite = 2 })
    pcall(bed.run, [[
      io.open("t", "w"):write("x")
      pcall(function() for _ = 1, 10 do collectgarbage() end end)
      after = true
    ]])
    bed.advance(1000)
    assert.equal(1, #bed.events("restart"))
    assert.equal("", bed.flash.read("t"))
  end)
end)

describe("the WiFi driver's store", function()
  local SAVE = 'wifi.mode(wifi.STATION) wifi.sta.config({ ssid = "%s", pwd = "%s" }, true)'

  --- The saved network after a second one was saved while the power went.
  local function saved(moment)
    local bed = boot({})
    bed.run(SAVE:format("first", "secret123"))
    bed.setAir({}, nil, { powerCutAtWrite = 1, powerCutMoment = moment })
    pcall(bed.run, SAVE:format("second", "other4567"))
    bed.advance(1000)
    assert.equal("power", bed.events("restart")[1].cause)
    return table.concat(values(bed, "wifi.sta.getconfig().ssid, wifi.sta.getconfig().pwd"), " ")
  end

  it("has the old network or the new one whenever the power goes, never a half of both", function()
    assert.equal("first secret123", saved("before"))
    assert.equal("first secret123", saved("during"))
    assert.equal("second other4567", saved("after"))
  end)

  it("saves with a full file system", function()
    local bed = boot({}, { flashBytes = SMALLEST })
    fill(bed, "t", SMALLEST_PAGES - 2)
    bed.run(SAVE:format("home", "secret123"))
    bed.device.powerCycle()
    assert.equal("home secret123",
      table.concat(values(bed, "wifi.sta.getconfig().ssid, wifi.sta.getconfig().pwd"), " "))
  end)
end)

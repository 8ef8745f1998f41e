-- The runner of the firmware's cases itself: that it finds what is wrong, and goes on after resets.
require("support")
local world = require("firmware_world")

--- What becomes of one case, given as the source of its table.
local function try(source)
  local text = "return { { name = '1.0 tried', " .. source .. " } }"
  return world.run({ name = "part.lua", text = text, cases = (loadstring or load)(text)() }, 1)
end

local function passes(source)
  local result = try(source)
  assert(result.ok, result.problem)
  assert.is_nil(result.skipped)
end

local function fails(problem, source)
  local result = try(source)
  assert.is_false(result.ok)
  assert.truthy(result.problem:find(problem, 1, true), result.problem)
end

describe("the runner of the firmware's cases", function()
  it("passes a case that says nothing against", function() passes("run = function(t) t.equal(1, 1) end") end)

  it("fails one whose values differ, and says where", function()
    fails('part.lua:1: wanted {1=1 2=2}, got {1=1 2="x"}', "run = function(t) t.equal({ 1, 2 }, { 1, 'x' }) end")
  end)

  it("fails one that raises", function()
    fails("attempt to index", "run = function(t) local x x.y = 1 end")
  end)

  it("fails one whose complaint a pcall of its own swallows", function()
    fails("wanted 1, got 2", "run = function(t) pcall(function() t.equal(1, 2) end) end")
  end)

  it("fails one with another error than the wanted one, or none", function()
    fails('wanted the error "oh", got "no"', "run = function(t) t.raises('oh', error, 'no') end")
    fails("wanted the error oh, got none", "run = function(t) t.raises('oh', type, 'no') end")
    passes("run = function(t) t.raises('oh', function() error('oh') end) end")
  end)

  it("waits for a case with a time limit, and no longer", function()
    passes("within = 500, run = function(t) t.after(490, t.done) end")
    fails("not done within 500 ms", "within = 500, run = function(t) t.after(600, t.done) end")
  end)

  it("fails one that raises in a callback", function()
    fails("part.lua:1: oh", "within = 500, run = function(t) t.after(10, function() error('oh') end) end")
  end)

  it("fails one that resets the chip where it should not", function()
    fails("the chip reset, bootreason 2 19", "run = function() node.restart() end")
  end)

  it("fails one that does not reset the chip where it should", function()
    fails("no reset within 9000 ms", "boots = { function() end, function() end }")
  end)

  it("goes on with the next boot of a case, with what it kept", function()
    passes([[boots = {
      function(t) t.keep("a\nb") t.init("seen = 1") node.restart() end,
      function(t) t.equal("a\nb", t.kept()) t.equal(1, seen) t.resetBy("restart") end,
    }]])
  end)

  it("fails one that was reset by something else", function()
    fails("reset by restart, not by panic", [[boots = {
      function(t) node.restart() end,
      function(t) t.resetBy("panic") end,
    }]])
  end)

  it("checks what the console showed", function()
    passes("run = function(t) print('x\\ty') t.printed('x\\ty\\n') t.notPrinted('z') end")
    fails("the console never showed: x\\tz", "run = function(t) print('x\\ty') t.printed('x\\tz') end")
    fails("the console showed: x", "run = function(t) print('x\\ty') t.notPrinted('x') end")
  end)

  it("skips what needs something that is not there, and says what", function()
    local result = try("needs = { 'second host' }, run = function(t) t.fail('ran') end")
    assert.is_true(result.ok)
    assert.equal("needs second host", result.skipped)
    assert.equal("needs module sjson", try("needs = 'module sjson', run = function() end").skipped)
  end)

  it("switches modules on that a case wants", function()
    passes("modules = { 'sjson' }, needs = 'module encoder', modules = { 'encoder' }, run = function(t) t.equal('61', encoder.toHex('a')) end")
  end)
end)

-- Section 2.1: from the banner to the first prompt.

--- A case of an init.lua, and what the next boot finds.
local function boot(name, code, check)
  return {
    name = name,
    boots = {
      function(t)
        t.init(code)
        node.restart()
      end,
      check,
    },
  }
end

return {
  boot("2.1 the banner comes before init.lua's output, the prompt after it", "print('from init')", function(t)
    t.printed(" on IDF ")
    t.printed("from init\n> ")
  end),
  boot("2.1 init.lua runs before any task, timer or prompt", [[
    order = {}
    node.task.post(node.task.HIGH_PRIORITY, function() order[#order + 1] = "task" end)
    tmr.create():alarm(10, tmr.ALARM_SINGLE, function() order[#order + 1] = "timer" end)
    for _ = 1, 5 do tmr.wdclr() end
    order[#order + 1] = "init"
  ]], function(t)
    t.equal({ "init", "task", "timer" }, order)
  end),
  boot("2.1 console input waits until init.lua returned", [[
    node.input("typed = (typed or '') .. 'x'\n")
    tmr.wdclr()
    seen = typed
  ]], function(t)
    t.equal(nil, seen)
    t.equal("x", typed)
  end),
  {
    name = "2.1 a missing init.lua only prints so, and the prompt comes",
    boots = {
      function()
        file.remove("init.lua")
        node.restart()
      end,
      function(t) t.printed("cannot open init.lua: No such file or directory\n> ") end,
    },
  },
  boot("2.1 an init.lua that does not compile only prints so", "x = = 1", function(t)
    t.printed("init.lua:1: unexpected symbol near '='\n")
    t.printed("> ")
  end),
  boot("2.1 the file system is there when init.lua runs", [[
    local f = io.open("t_at_boot", "w")
    f:write("written") f:close()
  ]], function(t) t.equal("written", t.read("t_at_boot")) end),
  boot("2.1 _PROMPT and _PROMPT2 replace the prompts", "_PROMPT = '$ '", function(t)
    t.printed("\n$ ")
  end),
}

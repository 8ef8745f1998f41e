-- Section 2.4: the three queues of tasks.
local LOW, MEDIUM, HIGH = 0, 1, 2

--- How many tasks a queue takes until it is full; they are dropped by a restart.
local function fill(priority)
  local count = 0
  local ok, problem
  repeat
    ok, problem = pcall(node.task.post, priority, function() end)
    if ok then count = count + 1 end
  until not ok
  return count, problem
end

local function holds(name, priority, wanted)
  return {
    name = name,
    within = 1000,
    run = function(t)
      -- From a timer: nothing of the runner or of the console is queued then.
      t.after(100, function()
        local count, problem = fill(priority)
        t.equal(wanted, count)
        t.matches("Task queue overflow%. Task not posted$", problem)
        t.after(50, t.done)
      end)
    end,
  }
end

return {
  {
    name = "2.4 priorities have names",
    run = function(t)
      t.equal({ LOW, MEDIUM, HIGH }, { node.task.LOW_PRIORITY, node.task.MEDIUM_PRIORITY, node.task.HIGH_PRIORITY })
    end,
  },
  {
    name = "2.4 tasks run by priority, then in the order of their posting",
    within = 500,
    run = function(t)
      local order = {}
      for number, priority in ipairs({ LOW, MEDIUM, HIGH, LOW, MEDIUM, HIGH }) do
        node.task.post(priority, function() order[#order + 1] = number end)
      end
      t.after(50, function()
        t.equal({ 3, 6, 2, 5, 1, 4 }, order)
        t.done()
      end)
    end,
  },
  {
    name = "2.4 a task of higher priority goes before those that wait",
    within = 500,
    run = function(t)
      local order = {}
      node.task.post(LOW, function()
        order[#order + 1] = "low"
        node.task.post(LOW, function() order[#order + 1] = "later low" end)
        node.task.post(HIGH, function() order[#order + 1] = "high" end)
      end)
      node.task.post(LOW, function() order[#order + 1] = "second low" end)
      t.after(50, function()
        t.equal({ "low", "high", "second low", "later low" }, order)
        t.done()
      end)
    end,
  },
  {
    name = "2.4 no task interrupts another one",
    within = 500,
    run = function(t)
      local inside = false
      node.task.post(function()
        inside = true
        node.task.post(HIGH, function()
          t.equal(false, inside)
          t.done()
        end)
        tmr.wdclr()
        inside = false
      end)
    end,
  },
  {
    name = "2.4 a task gets its priority, MEDIUM by default",
    within = 500,
    run = function(t)
      local got = {}
      node.task.post(function(...) got[1] = { ... } end)
      node.task.post(HIGH, function(...) got[2] = { ... } end)
      node.task.post(LOW, function(...)
        t.equal({ { MEDIUM }, { HIGH }, { LOW } }, { got[1], got[2], { ... } })
        t.done()
      end)
    end,
  },
  {
    name = "2.4 node.task.post refuses other priorities and other things than functions",
    run = function(t)
      local function post(...)
        local given = { ... }
        return function() node.task.post(given[1], given[2]) end
      end
      t.raises("bad argument #1 to 'post' (invalid  priority)", post(3, print))
      t.raises("bad argument #1 to 'post' (invalid  priority)", post(-1, print))
      t.raises("bad argument #2 to 'post' (invalid function)", post(1, "x"))
      t.raises("bad argument #2 to 'post' (invalid function)", post(1))
      t.raises("bad argument #1 to 'post' (invalid function)", post("x"))
    end,
  },
  holds("2.4 the LOW queue holds 25 tasks", LOW, 25),
  holds("2.4 the MEDIUM queue holds 125 tasks", MEDIUM, 125),
  holds("2.4 the HIGH queue holds 100 tasks", HIGH, 100),
  {
    name = "2.4 timers post HIGH: they go before waiting tasks",
    within = 500,
    run = function(t)
      local order = {}
      tmr.create():alarm(10, tmr.ALARM_SINGLE, function() order[#order + 1] = "timer" end)
      for _ = 1, 3 do tmr.wdclr() end
      node.task.post(MEDIUM, function()
        order[#order + 1] = "medium"
        t.equal({ "timer", "medium" }, order)
        t.done()
      end)
    end,
  },
  {
    name = "2.4 a console line runs in a LOW task",
    within = 500,
    run = function(t)
      conformanceOrder = {}
      node.input("conformanceOrder[#conformanceOrder + 1] = 'line'\n")
      node.task.post(MEDIUM, function() conformanceOrder[#conformanceOrder + 1] = "medium" end)
      t.after(100, function()
        local order = conformanceOrder
        conformanceOrder = nil
        t.equal({ "medium", "line" }, order)
        t.done()
      end)
    end,
  },
  {
    name = "2.4 expirations that find the HIGH queue full are lost",
    within = 3000,
    run = function(t)
      local count = 0
      local timer = tmr.create()
      timer:alarm(10, tmr.ALARM_AUTO, function() count = count + 1 end)
      for _ = 1, 130 do tmr.wdclr() end
      node.task.post(LOW, function()
        timer:stop()
        t.comment("expirations: " .. count)
        t.truthy(count >= 99 and count <= 115, count .. " of 130 arrived")
        t.done()
      end)
    end,
  },
}

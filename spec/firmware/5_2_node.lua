-- Section 5.2: node. Tasks, errors, restarts and the flash store: sections 2 and 1.9.
local GROUPS = {
  hw = { "chip_model", "chip_features", "chip_major_rev", "chip_minor_rev", "cpu_cores", "flash_size", "flash_id" },
  sw_version = { "node_version", "node_version_major", "node_version_minor", "node_version_revision", "git_branch", "git_commit_id", "git_release", "git_commit_dts" },
  build_config = { "ssl", "lfs_size", "number_type", "modules", "esp_console" },
  lfs = { "lfs_mapped", "lfs_base", "lfs_size", "lfs_used" },
}

return {
  {
    name = "5.2 node has its functions, and none of older versions",
    run = function(t)
      for _, name in ipairs({ "bootreason", "chipmodel", "compile", "dsleep", "flashreload", "flashindex", "heap", "info", "input", "output", "osprint", "restart", "setonerror", "sleep", "stripdebug", "uptime" }) do
        t.equal("function", type(node[name]), name)
      end
      for _, name in ipairs({ "LFS", "task", "wakeup" }) do t.equal("table", type(node[name]), name) end
      for _, name in ipairs({ "restore", "setcpufreq", "getcpufreq", "egc", "random", "flashid", "flashsize", "readvdd33", "startupcounts" }) do
        t.equal(nil, node[name], name)
      end
    end,
  },
  {
    name = "5.2 node.chipmodel names the chip, node.chipid is there on an ESP32 only",
    run = function(t)
      t.matches("^esp32", node.chipmodel())
      if node.chipmodel() == "esp32" then
        t.matches("^0x%x+$", node.chipid())
      else
        t.equal(nil, node.chipid)
      end
    end,
  },
  {
    name = "5.2 node.heap tells bytes, and less of them when there is more in memory",
    run = function(t)
      collectgarbage()
      local before = node.heap()
      t.equal(before, math.floor(before))
      t.truthy(before > 10000 and before < 10000000)
      local held = {}
      for i = 1, 500 do held[i] = { i } end
      local after = node.heap()
      t.truthy(after < before, before .. " before, " .. after .. " after")
      t.equal(500, #held)
    end,
  },
  {
    name = "5.2 node.info without a group is an empty table",
    run = function(t)
      t.equal("table", type(node.info()))
      t.equal(nil, (next(node.info())))
      t.equal(nil, (next(node.info("default"))))
    end,
  },
  {
    name = "5.2 node.info has the groups hw, sw_version, build_config and lfs",
    run = function(t)
      for group, fields in pairs(GROUPS) do
        local info = node.info(group)
        for _, name in ipairs(fields) do t.truthy(info[name] ~= nil, group .. "." .. name) end
      end
      t.equal("number", type(node.info("hw").flash_size))
    end,
  },
  {
    name = "5.2 node.info refuses other groups",
    run = function(t)
      t.raises("bad argument #1 to 'info' (invalid option 'x')", function() node.info("x") end)
    end,
  },
  {
    name = "5.2 node.uptime counts microseconds",
    within = 1000,
    run = function(t)
      local before = node.uptime()
      t.after(200, function()
        local spent = node.uptime() - before
        t.truthy(spent > 150000 and spent < 600000, "200 ms took " .. spent .. " us")
        t.done()
      end)
    end,
  },
  {
    name = "5.2 node.input runs lines that end, later",
    within = 500,
    run = function(t)
      node.input("conformanceTyped = 1")
      t.after(50, function()
        t.equal(nil, conformanceTyped)
        node.input("\n")
        t.equal(nil, conformanceTyped)
        t.after(50, function()
          local typed = conformanceTyped
          conformanceTyped = nil
          t.equal(1, typed)
          t.done()
        end)
      end)
    end,
  },
  {
    name = "5.2 node.input takes 254 bytes and silently drops 255, and nothing",
    within = 500,
    run = function(t)
      local function line(bytes)
        local text = "conformanceTyped = " .. bytes .. " --"
        return text .. ("x"):rep(bytes - #text - 1) .. "\n"
      end
      node.input("")
      node.input(line(254))
      node.input(line(255))
      t.after(100, function()
        local typed = conformanceTyped
        conformanceTyped = nil
        t.equal(254, typed)
        t.done()
      end)
    end,
  },
  {
    name = "5.2 node.output hands over chunks of at most 127 bytes, in tasks",
    within = 500,
    run = function(t)
      local chunks = {}
      node.output(function(chunk) chunks[#chunks + 1] = chunk end, 0)
      io.write(("x"):rep(200))
      t.equal(0, #chunks)
      t.after(50, function()
        node.output()
        t.equal(("x"):rep(200), table.concat(chunks))
        for _, chunk in ipairs(chunks) do t.truthy(#chunk <= 127) end
        t.truthy(#chunks >= 2)
        t.done()
      end)
    end,
  },
  {
    name = "5.2 node.output copies to the console, unless its second argument is 0 or no number",
    within = 1000,
    run = function(t)
      node.output(function() end)
      print("copied once")
      node.output()
      node.output(function() end, 0)
      print("not copied by 0")
      node.output()
      node.output(function() end, true)
      print("not copied by true")
      -- The second of two diversions finds the console closed.
      node.output(function() end)
      print("not copied by the second")
      t.after(100, function()
        node.output()
        t.printed("copied once")
        t.notPrinted("not copied by")
        t.done()
      end)
    end,
  },
  {
    name = "5.2 more output than the HIGH queue takes is lost, with a word",
    within = 1000,
    run = function(t)
      local bytes = 0
      node.output(function(chunk) bytes = bytes + #chunk end)
      for _ = 1, 120 do io.write("x") end
      t.after(100, function()
        node.output()
        t.truthy(bytes <= 100, bytes .. " bytes arrived")
        t.printed("E: output overflow")
        t.done()
      end)
    end,
  },
  {
    name = "5.2 the same resets the chip while the console is silent",
    boots = {
      function(t)
        node.output(function() end, 0)
        for _ = 1, 120 do io.write("x") end
        t.fail("went on")
      end,
      function(t) t.resetBy("panic") end,
    },
  },
  {
    name = "5.2 node.compile refuses what is no .lua file, or none at all",
    run = function(t)
      t.raises("not a .lua file", function() node.compile("t_x.txt") end)
      t.raises("cannot open t_no.lua: No such file or directory", function() node.compile("t_no.lua") end)
      t.write("t_bad.lua", "x =")
      local _, problem = pcall(function() node.compile("t_bad.lua") end)
      t.matches("t_bad.lua:1: unexpected symbol near", problem)
      t.equal(false, file.exists("t_bad.lc"))
    end,
  },
}

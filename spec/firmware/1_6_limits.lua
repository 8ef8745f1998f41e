-- Sections 1.6 and 1.7: limits of the VM and of the C stack, and the collector.
return {
  {
    name = "1.6 recursion ends with \"stack overflow\", which pcall catches",
    needs = { "Lua 5.3", "a stack of 12000 slots" },
    run = function(t)
      local depth = 0
      local function deeper()
        depth = depth + 1
        return 1 + deeper()
      end
      local ok, problem = pcall(deeper)
      t.equal(false, ok)
      t.matches("stack overflow", problem)
      t.comment("depth: " .. depth)
      t.truthy(depth < 12000, "12000 slots carry " .. depth .. " calls")
    end,
  },
  {
    name = "1.6 a function has 200 locals at most",
    needs = "Lua 5.3",
    run = function(t)
      local lines = {}
      for i = 1, 200 do lines[i] = "local a" .. i end
      t.equal("function", type(load(table.concat(lines, "\n"))))
      lines[201] = "local a201"
      t.matches("limit is 200", (select(2, load(table.concat(lines, "\n")))))
    end,
  },
  {
    name = "1.6 the parser nests up to 200 levels",
    needs = "Lua 5.3",
    run = function(t)
      local _, problem = load("return " .. ("("):rep(250) .. "1" .. (")"):rep(250))
      t.matches("limit is 200", problem)
    end,
  },
  {
    name = "1.6 a chunk's name is cut to 60 characters in messages",
    needs = "Lua 5.3",
    run = function(t)
      local _, problem = load("x =", "@" .. ("n"):rep(80))
      t.matches("^%.%.%.n+:1: ", problem)
      t.equal(59, #problem:match("^(.-):"))
      local _, other = load("x =", ("n"):rep(80))
      t.matches('^%[string "n+%.%.%."%]:1: ', other)
      t.equal(59, #other:match("^(.-):"))
    end,
  },
  {
    name = "1.6 eight levels through C fit into the task's stack",
    run = function(t)
      local reached = 0
      local function deeper(n)
        reached = n
        if n < 8 then pcall(deeper, n + 1) end
      end
      pcall(deeper, 1)
      t.equal(8, reached)
    end,
  },
  {
    name = "1.6 pcall in pcall overflows the task's stack, which resets the chip",
    boots = {
      function()
        local deeper
        deeper = function() pcall(deeper) end
        deeper()
      end,
      function(t) t.resetBy("panic") end,
    },
  },
  {
    name = "1.6 a gsub callback in gsub callbacks does the same",
    boots = {
      function()
        local deeper
        deeper = function() return (("x"):gsub("x", deeper)) end
        deeper()
      end,
      function(t) t.resetBy("panic") end,
    },
  },
  {
    name = "1.6 coroutines in coroutines do the same",
    boots = {
      function()
        local deeper
        deeper = function() coroutine.resume(coroutine.create(deeper)) end
        deeper()
      end,
      function(t) t.resetBy("panic") end,
    },
  },
  {
    name = "1.6 errors give the C stack back",
    run = function(t)
      for _ = 1, 100 do pcall(error, "x") end
      for _ = 1, 100 do coroutine.resume(coroutine.create(function() error("x") end)) end
      t.truthy(true)
    end,
  },
  {
    name = "1.6 calls of Lua functions by Lua functions take none of the C stack",
    run = function(t)
      local function deep(n) return n == 0 and 0 or 1 + deep(n - 1) end
      t.equal(1000, deep(1000))
    end,
  },
  {
    name = "1.6 a string may be as long as the heap allows",
    run = function(t) t.equal(20000, #("x"):rep(20000)) end,
  },
  {
    name = "1.7 node.egc is absent",
    run = function(t) t.equal(nil, node.egc) end,
  },
  {
    name = "1.7 the collector frees what nobody holds, and runs finalizers",
    needs = "Lua 5.3",
    run = function(t)
      local seen = setmetatable({}, { __mode = "k" })
      local closed = false
      do
        local gone = setmetatable({}, { __gc = function() closed = true end })
        seen[gone] = true
      end
      collectgarbage()
      collectgarbage()
      t.equal(nil, (next(seen)))
      t.equal(true, closed)
    end,
  },
}

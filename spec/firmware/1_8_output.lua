-- Sections 1.8 and 1.9: print and the flash store for Lua code.
return {
  {
    name = "1.8 print parts its values by tabs and ends with a line feed alone",
    run = function(t)
      print("conformance", 1, nil, true)
      t.printed("conformance\t1\tnil\ttrue\n")
      print()
      print(setmetatable({}, { __tostring = function() return "by metamethod" end }))
      t.printed("by metamethod\n")
    end,
  },
  {
    name = "1.8 print calls the global tostring, which must give a string",
    run = function(t)
      tostring = function(value) return "<" .. value .. ">" end
      print("a", 1)
      tostring = nil
      t.printed("<a>\t<1>\n")
      tostring = function() end
      local _, problem = pcall(function() print("x") end)
      tostring = nil
      t.matches("'tostring' must return a string to 'print'$", problem)
    end,
  },
  {
    name = "1.8 io.write adds no line feed and returns its file",
    run = function(t)
      t.equal(io.stdout, io.write("a", 1, "b"))
      io.write("c\n")
      t.printed("a1bc\n")
    end,
  },
  {
    name = "1.8 io.stderr reaches the same console",
    run = function(t)
      io.stderr:write("to standard error\n")
      t.printed("to standard error\n")
    end,
  },
  {
    name = "1.8 node.osprint takes a boolean and returns nothing",
    run = function(t)
      t.equal(0, (select("#", node.osprint(true))))
      t.equal(0, (select("#", node.osprint(false))))
    end,
  },
  {
    name = "1.9 node.LFS.get and its index give nil for what is not there",
    run = function(t)
      t.equal(nil, node.LFS.get("t_nothing"))
      t.equal(nil, node.LFS.t_nothing)
    end,
  },
  {
    name = "1.9 node.LFS.config tells of the region",
    run = function(t)
      for _, name in ipairs({ "lfs_mapped", "lfs_base", "lfs_size", "lfs_used" }) do
        t.equal("number", type(node.LFS.config[name]), name)
      end
    end,
  },
  {
    name = "1.9 node.LFS.reload answers the wrong words for a missing image, and goes on",
    run = function(t)
      t.equal("No LFS partition allocated", node.LFS.reload("t_no.img"))
      t.equal("No LFS partition allocated", node.flashreload("t_no.img"))
    end,
  },
  {
    name = "1.9 the deprecated names are there",
    run = function(t)
      t.equal("function", type(node.flashreload))
      t.equal("function", type(node.flashindex))
    end,
  },
}

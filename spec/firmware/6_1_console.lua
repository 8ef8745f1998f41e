-- Section 6.1: the interpreter at the console, fed by node.input. What is typed, its echo and its
-- editing come from outside of the device.

--- A case of lines, and what the console shows of them.
local function shows(name, lines, wanted, unwanted)
  return {
    name = "6.1 " .. name,
    within = 500,
    run = function(t)
      node.input(lines)
      t.after(100, function()
        for _, text in ipairs(wanted) do t.printed(text) end
        for _, text in ipairs(unwanted or {}) do t.notPrinted(text) end
        t.done()
      end)
    end,
  }
end

return {
  shows("a line's output comes before the next prompt", "print('shown')\n", { "shown\n> " }),
  shows("an expression after = is printed", "=1 + 1, 'two'\n", { "2\ttwo\n> " }),
  shows("an expression alone is a syntax error", "1 + 1\n", { "Lua error: \tstdin:1: " }),
  shows("statements that a line does not finish go on in the next one, with another prompt",
    "for i = 1, 2 do\nprint('row', i)\nend\n", { ">> ", "row\t1\nrow\t2\n> " }),
  shows("locals do not survive their line", "local kept = 5\nprint('kept', kept)\n", { "kept\tnil\n> " }),
  shows("globals survive their line", "kept = 5\nprint('kept', kept) kept = nil\n", { "kept\t5\n> " }),
  shows("an error is printed after its words and a tab, then the prompt", "error('oh', 0)\n",
    { "Lua error: \toh\nstack traceback:\n" }),
  shows("a thrown table is printed as it is", "error({})\n", { "Lua error: \ttable: " }),
  shows("a syntax error of several lines ends them", "if true then\nx = = 1\nprint('alive')\n",
    { "Lua error: \tstdin:", "alive\n> " }),
  shows("the chunk's name is stdin", "print(debug.traceback('here'))\n", { "here\nstack traceback:\n", "stdin:1: in main chunk" }),
  {
    name = "6.1 each line is a task of its own: other tasks come between",
    within = 500,
    run = function(t)
      conformanceOrder = {}
      node.input("conformanceOrder[1] = 'first' node.task.post(function() conformanceOrder[#conformanceOrder + 1] = 'task' end)\n")
      node.input("conformanceOrder[#conformanceOrder + 1] = 'second'\n")
      t.after(100, function()
        local order = conformanceOrder
        conformanceOrder = nil
        t.equal({ "first", "task", "second" }, order)
        t.done()
      end)
    end,
  },
  {
    name = "6.1 _PROMPT and _PROMPT2 are the prompts",
    within = 500,
    run = function(t)
      _PROMPT, _PROMPT2 = "ready ", "more "
      node.input("do\nprint('inside')\nend\n")
      t.after(100, function()
        _PROMPT, _PROMPT2 = nil, nil
        t.printed("more ")
        t.printed("inside\nready ")
        t.done()
      end)
    end,
  },
  {
    name = "6.1 node.output diverts results and prompts",
    within = 500,
    run = function(t)
      local chunks = {}
      node.output(function(chunk) chunks[#chunks + 1] = chunk end, 0)
      node.input("print('diverted')\n")
      t.after(100, function()
        node.output()
        t.equal("diverted\n> ", table.concat(chunks))
        t.notPrinted("diverted")
        t.done()
      end)
    end,
  },
}

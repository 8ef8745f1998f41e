-- Section 5.4: uart. The console is UART 0 here; what is typed there comes from outside.
return {
  {
    name = "5.4 uart has its functions and constants",
    run = function(t)
      for _, name in ipairs({ "setup", "write", "start", "stop", "on", "setmode", "getconfig", "wakeup", "txflush" }) do
        t.equal("function", type(uart[name]), name)
      end
      for _, name in ipairs({ "STOPBITS_1", "STOPBITS_1_5", "STOPBITS_2", "PARITY_NONE", "PARITY_EVEN", "PARITY_ODD", "FLOWCTRL_NONE", "FLOWCTRL_CTS", "FLOWCTRL_RTS", "MODE_UART", "MODE_IRDA" }) do
        t.equal("number", type(uart[name]), name)
      end
    end,
  },
  {
    name = "5.4 uart.write sends strings raw and numbers as bytes",
    run = function(t)
      uart.write(0, "raw", 32, "by", "tes", 10)
      t.printed("raw bytes\n")
    end,
  },
  {
    name = "5.4 uart.write refuses other bytes, other things and other ports",
    run = function(t)
      t.raises("invalid number", function() uart.write(0, 256) end)
      t.raises("invalid number", function() uart.write(0, -1) end)
      t.raises("bad argument #2 to 'write' (string expected, got boolean)", function() uart.write(0, true) end)
      t.raises("uart 9 does not exist", function() uart.write(9, "x") end)
    end,
  },
  {
    name = "5.4 uart.setup wants numbers, and answers the speed",
    run = function(t)
      t.equal(115200, uart.setup(0, 115200, 8, uart.PARITY_NONE, uart.STOPBITS_1))
      t.raises("uart 9 does not exist", function() uart.setup(9, 115200, 8, 0, 1) end)
      t.raises("bad argument #2 to 'setup' (number expected, got no value)", function() uart.setup(0) end)
    end,
  },
  {
    name = "5.4 uart.setup wants the console's echo as a number, and other ports' pins as a table",
    run = function(t)
      t.raises("bad argument #6 to 'setup' (number expected, got boolean)", function()
        uart.setup(0, 115200, 8, uart.PARITY_NONE, uart.STOPBITS_1, true)
      end)
      t.raises("bad argument #6 to 'setup' (table expected, got number)", function()
        uart.setup(1, 115200, 8, uart.PARITY_NONE, uart.STOPBITS_1, 0)
      end)
    end,
  },
  {
    name = "5.4 uart.getconfig tells speed, data bits, parity and stop bits",
    run = function(t)
      uart.setup(0, 115200, 8, uart.PARITY_NONE, uart.STOPBITS_1)
      t.equal({ 115200, 8, uart.PARITY_NONE, uart.STOPBITS_1 }, { uart.getconfig(0) })
    end,
  },
  {
    name = "5.4 uart.start of the console answers false",
    leaves = "a line buffer of the console",
    run = function(t)
      t.equal(false, uart.start(0))
      t.equal(0, (select("#", uart.stop(0))))
    end,
  },
  {
    name = "5.4 uart.on refuses other events, counts and end characters",
    run = function(t)
      t.raises("method not supported", function() uart.on("x", function() end) end)
      t.raises("wrong arg range", function() uart.on("data", 256, function() end) end)
      t.raises("wrong arg range", function() uart.on("data", "ab", function() end) end)
      t.raises("wrong arg range", function() uart.on(0, "data", "", function() end) end)
      t.raises("uart 9 does not exist", function() uart.on(9, "data", function() end) end)
      uart.on("data")
    end,
  },
  {
    name = "5.4 uart.on without a function gives the console's input back to the interpreter",
    within = 500,
    run = function(t)
      uart.on("data", 1, function() end, 0)
      uart.on("data")
      node.input("conformanceTyped = 1\n")
      t.after(100, function()
        local typed = conformanceTyped
        conformanceTyped = nil
        t.equal(1, typed)
        t.done()
      end)
    end,
  },
}

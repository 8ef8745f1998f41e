-- Section 1.3: read-only tables and globals.
return {
  {
    name = "1.3 overwriting a key of a module resets the chip, and pcall can't catch it",
    boots = {
      function() pcall(function() net.createServer = print end) end,
      function(t) t.resetBy("panic") end,
    },
  },
  {
    name = "1.3 a new key in a module raises",
    run = function(t) t.raises("table is Readonly", function() net.fake = 1 end) end,
  },
}

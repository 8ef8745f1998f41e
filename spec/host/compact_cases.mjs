/** What compact Lua rewrites, and what it must not: a name, Lua, and what it becomes, each after PREFIX. */

/** What moves past these does not move past a global, which may change. */
export const PREFIX = "local say, box = say, box ";

export const CASES = {
  constants: [
    [
      "puts a number where it is used",
      "local LIMIT = 600 return say(LIMIT)",
      "local a,b=say,box\nreturn a(600)",
    ],
    [
      "and one below 0",
      "local LOW = -2 return say(3 - LOW, LOW ^ 2)",
      "local a,b=say,box\nreturn a(3- -2,(-2)^2)",
    ],
    [
      "a text too",
      'local NAME = "n" return say(NAME .. 1, (NAME):rep(2))',
      'local a,b=say,box\nreturn a("n"..1,("n"):rep(2))',
    ],
    [
      "but no long text twice",
      'local A = "a long text, longer" return say(A, A)',
      'local b,a,a=say,box,"a long text, longer"\nreturn b(a,a)',
    ],
    [
      "and nothing that changes",
      "local n = 1 n = n + 1 return say(n)",
      "local b,a,a=say,box,1\na=a+1\nreturn b(a)",
    ],
    [
      "into functions",
      "local N = 7 local function f() return N end return say(f(), f())",
      "local b,a=say,box\nlocal function a()return 7 end\nreturn b(a(),a())",
    ],
    [
      "false and nil",
      "local F, N = false local O = nil local P = true return say(F, N, O, P)",
      "local a,b,b,c=say,box,false\nreturn a(b,c,nil,true)",
    ],
  ],
  "second names": [
    [
      "go",
      "local a = say(1) local b = a return say(b, a, b)",
      "local b,a=say,box\nlocal a=b(1)\nreturn b(a,a,a)",
    ],
    [
      "stay for a value that changes",
      "local a = say(1) local b = a a = 2 return say(b, a)",
      "local b,a=say,box\nlocal a=b(1)\nlocal c=a\na=2\nreturn b(c,a)",
    ],
    [
      "stay where one of them changes",
      "local a = say(1) local b = a b = 2 return say(b, a)",
      "local a,b=say,box\nlocal b=a(1)\nlocal c=b\nc=2\nreturn a(c,b)",
    ],
    [
      "go where a function changes neither",
      "local a = say(1) local b = a local f = function() return b, a end return f()",
      "local a,b=say,box\nlocal a=a(1)\nreturn(function()return a,a end)()",
    ],
    [
      "stay where a function changes one",
      "local a = say(1) local b = a local f = function() a = 5 end f() return say(b, a)",
      "local b,a=say,box\nlocal a=b(1)\nlocal c=a;(function()a=5 end)()\nreturn b(c,a)",
    ],
    [
      "go for the compiler's choices",
      "local c if say(1) then c = box.x else c = box.y end local b = c b = say(b, 2) return say(b)",
      "local b,c,a=say,box\nif b(1)then a=c.x else a=c.y end\na=b(a,2)\nreturn b(a)",
    ],
    [
      "stay where the choice is used again",
      "local c if say(1) then c = 3 end local b = c b = 4 return say(b, c)",
      "local b,a,a=say,box\nif b(1)then a=3 end\nlocal c=a\nc=4\nreturn b(c,a)",
    ],
    [
      "stay where the choice changes later",
      "local c = say(1) local b = c c = say(2) b = 3 return say(b)",
      "local a,b=say,box\nlocal b=a(1)\nlocal c=b\nb=a(2)\nc=3\nreturn a(c)",
    ],
  ],
  "what is used once": [
    [
      "moves into the next statement",
      "local m = box.math local f = m.floor return say(f(1.5))",
      "local a,b=say,box\nreturn a(b.math.floor(1.5))",
    ],
    [
      "but not past a call",
      "local one = box.one return say(say(2), one)",
      "local a,b=say,box\nlocal b=b.one\nreturn a(a(2),b)",
    ],
    [
      "nor past a field",
      "local one = say(1) return say(box.two, one)",
      "local a,b=say,box\nlocal c=a(1)\nreturn a(b.two,c)",
    ],
    [
      "nor past what may change",
      "local two = 2 local function f() two = 3 return 1 end local one = f() return say(two, one)",
      "local b,a,a=say,box,2\nlocal function c()a=3 return 1 end\nlocal c=c()\nreturn b(a,c)",
    ],
    [
      "nor past another global",
      "other = 1 local one = say(7) return other, one",
      "local a,b=say,box\nother=1\nlocal a=a(7)\nreturn other,a",
    ],
    [
      "nor behind a condition",
      "local one = say(1) return box.math and one",
      "local a,b=say,box\nlocal a=a(1)\nreturn b.math and a",
    ],
    [
      "nor to the right of and, or",
      "local one = say(1) return false and one, true or one",
      "local a,b=say,box\nlocal a=a(1)\nreturn false and a,true or a",
    ],
    [
      "nor into a loop's condition",
      "local one = say(1) while one do say(2) break end",
      "local a,b=say,box\nlocal b=a(1)\nwhile b do a(2)break end",
    ],
    [
      "nor into a function",
      "local one = say(1) local f = function() return one end say(2) return f()",
      "local a,b=say,box\nlocal b=a(1)\nlocal b=function()return b end\na(2)\nreturn b()",
    ],
    [
      "nor past a target",
      "local v = say(1) box[say(2)] = v return say(3)",
      "local a,b=say,box\nlocal c=a(1)\nb[a(2)]=c\nreturn a(3)",
    ],
    ["but into a field's place", "local v = say(1) box.z = v", "local a,b=say,box\nb.z=a(1)"],
    ["keeps one value one", "local v = say(1, 2) return v", "local a,b=say,box\nreturn(a(1,2))"],
    [
      "and one in a call",
      "local v = say(1, 2) say(v) local w = ... return w",
      "local a,b=say,box\na((a(1,2)))\nreturn(...)",
    ],
    [
      "and one in a table",
      "local v = say(1, 2) local t = { v } return #t",
      "local a,b=say,box\nreturn#{(a(1,2))}",
    ],
    [
      "into a condition and a loop's head",
      "local a = say(1) if a then say(2) end local b = say(3) for i = 1, b do say(i) end local t = box.t for c in string.gmatch(t, '.') do say(c) end",
      "local a,b=say,box\nif a(1)then a(2)end\nfor b=1,a(3)do a(b)end\nfor b in b.t:gmatch'.'do a(b)end",
    ],
    [
      "chains",
      "local a = say({ b = { c = 4 } }) local b = a.b local c = b.c return c",
      "local a,b=say,box\nreturn a{b={c=4}}.b.c",
    ],
  ],
  texts: [
    [
      "are joined by one instruction",
      'local a = say("x") return (((a .. "1") .. "2") .. a) .. "3"',
      'local a,b=say,box\nlocal a=a"x"\nreturn a.."12"..a.."3"',
    ],
    [
      "in the same order",
      "return ((say(1) .. say(2)) .. say(3)) .. say(4)",
      "local a,b=say,box\nreturn a(1)..a(2)..a(3)..a(4)",
    ],
    [
      "but for a byte's number",
      'return ("\\1" .. "2") .. "\\0012" .. "3"',
      'local a,a=say,box\nreturn"\\1".."2\\00123"',
    ],
    [
      "with numbers",
      "return (1 .. 2) .. 3, say(1) .. (2 .. say(3))",
      "local a,b=say,box\nreturn 1 ..2 ..3,a(1)..2 ..a(3)",
    ],
  ],
  "functions of texts": [
    [
      "are found by the text",
      'local a = say("abc") return string.find(a, "c", 1, true), string.byte(a), string.upper(a)',
      'local a,b=say,box\nlocal a=a"abc"\nreturn a:find("c",1,true),a:byte(),a:upper()',
    ],
    [
      "by one that is made or written there",
      'return string.sub(box.text, say(2)), string.rep(say("x") .. 1, 2), string.format("%d", 3)',
      'local a,b=say,box\nreturn b.text:sub(a(2)),(a"x"..1):rep(2),("%d"):format(3)',
    ],
    [
      "in the same order",
      'return string.sub(say("abc"), say(1), say(2))',
      'local a,b=say,box\nreturn a"abc":sub(a(1),a(2))',
    ],
    [
      "but not where a call gives all of them",
      'local function all() return "abc", 2 end return string.sub(all()), string.upper((all()))',
      'local a,a=say,box\nlocal function a()return"abc",2 end\nreturn string.sub(a()),a():upper()',
    ],
    [
      "and no other",
      'local make = string.char local string = { find = say } return string.find("a"), make(65)',
      'local a,b,b=say,box,string.char\nreturn({find=a}).find"a",b(65)',
    ],
  ],
  "functions that load a module": [
    [
      "stand where they are used once",
      'local function load() return require("string") end local function g() return say(load) end say(2) return g()',
      'local a,b=say,box\nlocal function b()return a(function()return require"string"end)end\na(2)\nreturn b()',
    ],
    [
      "and stay where they are used twice",
      'local function load() return require("string") end return say(load, load)',
      'local b,a=say,box\nlocal function a()return require"string"end\nreturn b(a,a)',
    ],
    [
      "or do more",
      "local function load(n) return require(n) end say(1) return say(load)",
      "local a,b=say,box\nlocal function b(a)return require(a)end\na(1)\nreturn a(b)",
    ],
    [
      "or are what changes",
      'local function load() return require("string") end load = say(3) return 4',
      'local a,b=say,box\nlocal function b()return require"string"end\nb=a(3)\nreturn 4',
    ],
    [
      "as all other functions stay",
      "local function one() return 1 end local function two() return say(one) end return two()",
      "local a,b=say,box\nlocal function b()return 1 end\nlocal function c()return a(b)end\nreturn c()",
    ],
  ],
  "locals together": [
    [
      "where they know nothing of each other",
      "local a = say(1) local b = say(2) return say(b, a, b, a)",
      "local a,b=say,box\nlocal b,c=a(1),a(2)\nreturn a(c,b,c,b)",
    ],
    [
      "but not where one knows the other",
      "local a = say(1) local b = say(a) return say(b, a, b, a)",
      "local a,b=say,box\nlocal b=a(1)\nlocal c=a(b)\nreturn a(c,b,c,b)",
    ],
    [
      "nor where a function knows it",
      "local a = say(1) local f = function() return a end a = 2 return f(), f()",
      "local a,b=say,box\nlocal a=a(1)\nlocal b=function()return a end\na=2\nreturn b(),b()",
    ],
    [
      "without values",
      "local a local b say(1) a = 1 b = 2 return a + b + a",
      "local c,a,a=say,box\nlocal b\nc(1)\na=1\nb=2\nreturn a+b+a",
    ],
    [
      "and with many",
      "local a, b = ... local c, d = say(8, 9) return say(a, b, c, d, a, b, c, d)",
      "local a,b,b,c=say,box,...\nlocal d,e=a(8,9)\nreturn a(b,c,d,e,b,c,d,e)",
    ],
    [
      "none gets what another has",
      "local a = say(1, 2) local b say(3) b = b or 7 return say(a, b)",
      "local a,b=say,box\nlocal c=a(1,2)\nlocal b\na(3)\nb=b or 7\nreturn a(c,b)",
    ],
  ],
  conditions: [
    [
      "lose nil",
      "local a = say(1) if a ~= nil then return 2 end return 3",
      "local a,b=say,box\nif a(1)then return 2 end\nreturn 3",
    ],
    [
      "and say not for it",
      "local a = say(nil) if a == nil then return 2 end return 3",
      "local a,b=say,box\nif not a(nil)then return 2 end\nreturn 3",
    ],
    [
      "lose true",
      "local a = say(true) while a == true do a = say(nil) end return 3",
      "local a,b=say,box\nlocal b=a(true)\nwhile b do b=a(nil)end\nreturn 3",
    ],
    [
      "say not for what is not true",
      "local a = say(nil) if a ~= true then return 2 end",
      "local a,b=say,box\nif not a(nil)then return 2 end",
    ],
    [
      "on both sides, and after not",
      "local a, b = say(1), say(nil) if not (a ~= nil and b == nil or a == nil) then return 2 end return 3",
      "local a,b=say,box\nlocal a,b=a(1),a(nil)\nif not(a and not b or not a)then return 2 end\nreturn 3",
    ],
    [
      "in front of what they choose",
      "local a = say(1) return a ~= nil and 2 or 3",
      "local a,b=say,box\nreturn a(1)and 2 or 3",
    ],
    [
      "and are a value elsewhere",
      "local a = say(1) local b = say(nil) return say(a ~= nil, b == nil, a ~= nil or 2, a ~= nil and 2)",
      "local a,b=say,box\nlocal b,c=a(1),a(nil)\nreturn a(b~=nil,not c,b~=nil or 2,b~=nil and 2)",
    ],
    [
      "and are as they were with nil in front",
      "local a = say(1) if nil == a then return 2 end",
      "local a,b=say,box\nif nil==a(1)then return 2 end",
    ],
    [
      "of one value of a call",
      "if say(1, 2) ~= nil then return 2 end return say() == nil",
      "local a,b=say,box\nif a(1,2)then return 2 end\nreturn not a()",
    ],
  ],
};

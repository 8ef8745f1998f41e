-- What a board needs to take files: sent line by line, so every line is a statement of its own and at
-- most 255 characters long; lines that begin with -- stay here. Answers stand between \2 and \3.

-- U: f the file being written, n the lines of it that arrived, w the text before (line_codec.mjs).
if U and U.f then U.f:close() end U = { n = 0, w = "", T = "wifi_setup.part" }
function U.a(k, ...) local t = { ... } for i = 1, select("#", ...) do t[i] = tostring(t[i]) end print("\2" .. k .. " " .. table.concat(t, " ") .. "\3") end

-- Sizes and checksums of files, "-" for one that is not there: checksum.mjs.
function U.h(f) local h, g, n = 0, 0, 0 for s in function() return f:read(256) end do for i = 1, #s do local b = s:byte(i) h = (h * 31 + b) % 16777213 g = (g * 37 + b) % 16777199 end n = n + #s end f:close() return n .. "," .. h .. "," .. g end
function U.s(...) local r = { ... } for i, x in ipairs(r) do local f = io.open(x, "rb") r[i] = f and U.h(f) or "-" end return table.concat(r, " ") end

-- Writing: open, a piece as it is, a piece of text, a piece of base 85, end.
function U.o(x, m) if U.f then U.f:close() end U.n = 0 U.f = io.open(x or U.T, m or "wb") return U.f and "ok" or "no" end
function U.p(s) local ok = U.f:write(s) U.n = U.n + 1 U.a(U.n, ok and "ok" or "full") return s end
function U.v(s, i) local b = s:byte(i) return b > 92 and b - 41 or b - 40 end
function U.t(s) local w = U.w s = s:gsub("\1...", function(r) local d = U.v(r, 2) * 86 + U.v(r, 3) return w:sub(-d, -d + U.v(r, 4) + 4) end) U.w = (w .. s):sub(-7395) U.p(s) end
function U.g(c) local n = 0 for i = 1, 5 do local b = c:byte(i) n = n * 85 + (b == 126 and 92 or b) - 40 end return string.pack(">I4", n) end
function U.b(s, extra) s = s:gsub(".....", U.g) U.p(s:sub(1, -1 - (extra or 0))) end
function U.c() local f = U.f U.f = nil return f and f:close() and "ok" or "full" end

-- The file is whole: it takes its place, unless its checksum is not h.
function U.e(x, h) local c, s = U.c(), U.s(U.T) if s ~= h then return c == "ok" and "bad" or c end file.remove(x) return file.rename(U.T, x) and "ok" or "name" end

-- The files of the board: size and name, name and so on.
function U.l() local r = {} for x, n in pairs(file.list()) do r[#r + 1] = n .. " " .. x end return table.concat(r, "\4") end
